package org.rmmodel.lincheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.lincheck.Setting.Errors;

/**
 * The rows of the table in the README: operations that are used together, how exactly their answers
 * are told, and the scenarios that decide, told in {@link NotLinearizableTest}.
 *
 * <p>Each has get, put and unload and one thing more. What is not linearizable in a set of
 * operations is not in a larger one either.
 */
enum OperationSet {
  GET_PUT_UNLOAD("get, put, unload", Errors.WHETHER, List.of(), Decisive.LAST_PUT),
  ERROR_NUMBERS("get, put, unload", Errors.WHICH, List.of(), Decisive.TWO_UNLOADS),
  REFCOUNT_READS(
      "... and reads of module_refcount",
      Errors.WHETHER,
      List.of("moduleRefcount"),
      Decisive.READ_DURING_UNLOAD,
      Decisive.READ_DURING_GETS),
  LOADS(
      "... and (duplicate) loads",
      Errors.WHETHER,
      List.of("loadModule"),
      Decisive.LOAD_DURING_UNLOAD,
      Decisive.UNLOAD_DURING_LOAD),
  FAILING_LOADS(
      "... and loads whose init fails",
      Errors.WHETHER,
      List.of("loadModule", "loadModuleInitFails"),
      Decisive.GET_DURING_FAILING_INIT),
  DEPENDENCIES(
      "... and a module that needs it",
      Errors.WHETHER,
      List.of("loadUser", "deleteUser"),
      Decisive.USER_LOAD_DURING_UNLOAD,
      Decisive.USER_UNLOAD_DURING_LOAD),
  FORCE(
      "... and forced unload",
      Errors.WHETHER,
      List.of("forceDeleteModule"),
      Decisive.PUT_DURING_FORCED_UNLOAD),
  WALKERS(
      "... and walkers of the two lists",
      Errors.WHETHER,
      List.of("moduleAddress", "moduleFindBug"),
      Decisive.TWO_WALKS),
  LOOKUPS(
      "... and gets by symbol",
      Errors.WHETHER,
      List.of("symbolGet", "symbolPut"),
      Decisive.SYMBOL_GET);

  /** The scenarios that decide. */
  static final class Decisive {
    static final String LAST_PUT = "tryModuleGet -> modulePut; tryModuleGet || deleteModule ->";
    static final String TWO_UNLOADS = "-> deleteModule || deleteModule ->";
    static final String READ_DURING_UNLOAD = "tryModuleGet -> deleteModule || moduleRefcount ->";
    static final String READ_DURING_GETS =
        "-> moduleRefcount || tryModuleGet; modulePut; tryModuleGet; modulePut ->";
    static final String LOAD_DURING_UNLOAD = "-> deleteModule || loadModule ->";
    static final String UNLOAD_DURING_LOAD =
        "deleteModule -> loadModule || tryModuleGet; modulePut; deleteModule ->";
    static final String GET_DURING_FAILING_INIT =
        "deleteModule -> loadModuleInitFails || tryModuleGet ->";
    static final String USER_LOAD_DURING_UNLOAD = "loadUser -> deleteUser || loadUser ->";
    static final String USER_UNLOAD_DURING_LOAD = "-> loadUser || deleteModule; deleteUser ->";
    static final String PUT_DURING_FORCED_UNLOAD =
        "tryModuleGet -> tryModuleGet; modulePut || forceDeleteModule ->";
    static final String TWO_WALKS = "-> moduleAddress; moduleFindBug || deleteModule ->";
    static final String SYMBOL_GET = "-> symbolGet || deleteModule ->";

    private Decisive() {}
  }

  private static final Set<String> LOADING =
      Set.of("loadModule", "loadModuleInitFails", "loadUser");

  private static final long SEED = 2014;

  private final String label;
  private final Errors errors;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> more;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> decisive;

  OperationSet(String label, Errors errors, List<String> more, String... decisive) {
    this.label = label;
    this.errors = errors;
    this.more = more;
    this.decisive = List.of(decisive);
  }

  /** What the README calls it. */
  String label() {
    return label;
  }

  /** What of an error the specification says, in the README's words. */
  String answers() {
    return errors == Errors.WHICH ? "which error" : "whether refused";
  }

  /** Does one of them load? */
  boolean loads() {
    return more.stream().anyMatch(LOADING::contains);
  }

  /** The setting for a kernel; unloads can be forced where that is what it is about. */
  Setting on(KernelVersion kernel) {
    return new Setting(this == FORCE ? kernel.withForceUnload() : kernel, errors);
  }

  /** The scenarios that decide. */
  List<ExecutionScenario> decisive() {
    Scenarios scenarios = Scenarios.of(Operations.class);
    return decisive.stream().map(scenarios::parse).toList();
  }

  /** Random scenarios of its operations. */
  List<ExecutionScenario> random(int count) {
    List<String> names =
        Stream.concat(Stream.of("tryModuleGet", "modulePut", "deleteModule"), more.stream())
            .toList();
    return new ArrayList<>(Scenarios.of(Operations.class).random(names, count, 2, SEED));
  }
}
