package org.rmmodel.property.schedule;

import static org.rmmodel.property.schedule.Call.Kind.FIND_BUG;
import static org.rmmodel.property.schedule.Call.Kind.GET;
import static org.rmmodel.property.schedule.Call.Kind.GET_MORE;
import static org.rmmodel.property.schedule.Call.Kind.LOAD;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_EXPORTS_TWICE;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_INIT_FAILS;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_LATE_FAILS;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_SYMBOL_MISSING;
import static org.rmmodel.property.schedule.Call.Kind.LOAD_USER;
import static org.rmmodel.property.schedule.Call.Kind.LOOK_UP;
import static org.rmmodel.property.schedule.Call.Kind.LOOK_UP_AND_GET;
import static org.rmmodel.property.schedule.Call.Kind.PUT;
import static org.rmmodel.property.schedule.Call.Kind.READ;
import static org.rmmodel.property.schedule.Call.Kind.SHOW;
import static org.rmmodel.property.schedule.Call.Kind.SYMBOL_GET;
import static org.rmmodel.property.schedule.Call.Kind.SYMBOL_PUT;
import static org.rmmodel.property.schedule.Call.Kind.UNLOAD;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * Which calls go together on which kernel: all that it gets right, and nothing that it is known to
 * get wrong.
 *
 * @param version the kernel
 * @param kinds the calls
 */
public record Mix(KernelVersion version, Set<Call.Kind> kinds) {
  private static final Set<Call.Kind> BASE =
      EnumSet.of(LOAD, LOAD_USER, UNLOAD, GET, PUT, GET_MORE, SYMBOL_GET, SYMBOL_PUT, READ, SHOW);

  /** Failures that come before a module is formed. */
  private static final Set<Call.Kind> EARLY = EnumSet.of(LOAD_SYMBOL_MISSING, LOAD_EXPORTS_TWICE);

  /**
   * Gives what holds on a prefix of the series, on both kinds of kernel, each with the later fixes
   * without which it fails for another reason: {@link Fact#F2 F2} if it is preemptible, {@link
   * Fact#F11 F11}.
   */
  static List<Mix> soundOn(int patches) {
    List<Mix> mixes = new ArrayList<>();
    KernelVersion plain = KernelVersion.prefix(patches).with(Change.WAKE_ON_UNLOAD);
    KernelVersion preemptible =
        plain.withPreemption().with(patches < 3 ? Change.FLAVOURS_MERGED : Change.RCU_SCHED);
    for (Set<Call.Kind> kinds : soundKinds(patches)) {
      mixes.add(new Mix(plain, kinds));
      mixes.add(new Mix(preemptible, kinds));
    }
    return mixes;
  }

  private static List<Set<Call.Kind>> soundKinds(int patches) {
    Set<Call.Kind> failing = plus(plus(BASE, EARLY), EnumSet.of(LOAD_INIT_FAILS, LOAD_LATE_FAILS));
    Set<Call.Kind> walking = EnumSet.of(LOOK_UP, FIND_BUG);
    return switch (patches) {
      // No load may fail beside a walker, not even for a missing symbol (F14).
      case 0 -> {
        Set<Call.Kind> walked = plus(BASE, walking);
        walked.remove(LOAD_USER);
        yield List.of(failing, walked);
      }
      // A late failure poisons under a walker of the bug list.
      case 1 -> {
        Set<Call.Kind> walked = plus(failing, walking);
        walked.remove(LOAD_LATE_FAILS);
        yield List.of(plus(failing, EnumSet.of(LOOK_UP)), walked);
      }
      // So does every unload (F1).
      case 2 -> List.of(plus(failing, EnumSet.of(LOOK_UP)));
      case 3, 4 -> List.of(plus(failing, walking));
      // Who gets what it has looked up, gets what is about to fail, too (F7).
      default ->
          List.of(
              plus(failing, walking),
              plus(plus(plus(BASE, EARLY), walking), EnumSet.of(LOOK_UP_AND_GET)));
    };
  }

  private static Set<Call.Kind> plus(Set<Call.Kind> some, Set<Call.Kind> more) {
    Set<Call.Kind> both = EnumSet.copyOf(some);
    both.addAll(more);
    return both;
  }
}
