package org.rmmodel.checker.prove;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is proved of the modules that this specification has. */
public final class Proofs {
  private static final Map<String, Proof.Task> USUAL = new LinkedHashMap<>();

  static {
    usual("MCMany", "Inv", "FollowsAnyway", "FollowsUnforced");
    usual("MCSums", "SumsInv", "ModuleRefcountNeverTooLow");
    usual("MCWalkers", "WalkersInv", "FollowsForWalkers");
    usual("MCLinks", "LinksInv", "FollowsForLinks");
    usual("MCNames", "NamesInv", "FollowsForNames");
  }

  private Proofs() {}

  private static void usual(String module, String invariant, String... implied) {
    USUAL.put(module, new Proof.Task(module, invariant, List.of(implied), Map.of()));
  }

  /** The proofs, by the names of their modules. */
  public static Map<String, Proof.Task> usual() {
    return Collections.unmodifiableMap(USUAL);
  }
}
