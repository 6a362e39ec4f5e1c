package org.rmmodel.lincheck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.ModuleImage;

/**
 * One search for a counterexample: scenarios, and how often each is tried at most.
 *
 * <p>One at a time in a JVM, as the {@link Setting} and the tally are static: Lincheck makes
 * operations and verifiers itself.
 */
final class Search {
  /** After so many rounds a loop counts as waiting; half of what Lincheck would do, for speed. */
  private static final int LOOPS = 5;

  private static volatile Tally tally = new Tally(0);

  private final Setting setting;
  private final List<ExecutionScenario> scenarios;
  private final int bound;
  private Class<?> operations = Operations.class;
  private Class<?> specification = SequentialKernel.class;
  private Class<? extends CountingVerifier> verifier = CountingVerifier.Linearizable.class;
  private final List<String> ignored =
      new ArrayList<>(
          names(
              Tally.class,
              HeldReferences.class,
              Registration.class,
              Cpus.class,
              Setting.class,
              KernelVersion.class,
              ModuleImage.class));
  private boolean nonBlocking;

  /**
   * Makes a search for runs that are not linearizable.
   *
   * @param setting what the operations are made on
   * @param scenarios what their threads do
   * @param bound how many interleavings of a scenario are tried at most
   */
  Search(Setting setting, List<ExecutionScenario> scenarios, int bound) {
    this.setting = setting;
    this.scenarios = scenarios;
    this.bound = bound;
  }

  /** The tally of the search that is under way, or was last. */
  static Tally tally() {
    return tally;
  }

  /** Searches other operations, with their specification. */
  Search over(Class<?> operations, Class<?> specification) {
    this.operations = operations;
    this.specification = specification;
    return this;
  }

  /** Searches for runs that another verifier refuses. */
  Search judgedBy(Class<? extends CountingVerifier> verifier) {
    this.verifier = verifier;
    return this;
  }

  /** Searches also for operations that wait though they are not declared as blocking. */
  Search forWaiting() {
    nonBlocking = true;
    return this;
  }

  /** Switches threads nowhere inside these classes either. */
  Search ignoring(Class<?>... classes) {
    ignored.addAll(names(classes));
    return this;
  }

  private static List<String> names(Class<?>... classes) {
    return Arrays.stream(classes).map(Class::getName).toList();
  }

  /** What a search came to: a counterexample or none, and how much was tried. */
  record Outcome(@Nullable LincheckAssertionError counterexample, Tally tally) {
    /** The counterexample with a lane for each thread, and then as Lincheck tells it. */
    String picture() {
      return Picture.of(story()) + "\n" + story();
    }

    /** Tells what is wrong, as Lincheck does; empty if nothing was found. */
    String story() {
      return counterexample == null ? "" : String.valueOf(counterexample.getMessage());
    }
  }

  /**
   * Steps through interleavings, one switch of threads after the other; sequentially consistent.
   */
  Outcome modelCheck() {
    return run(
        new ModelCheckingOptions()
            .checkObstructionFreedom(nonBlocking)
            .loopIterationsBeforeThreadSwitch(LOOPS)
            // What is immutable, runs alone, or is the tests' bookkeeping: no switches there.
            .addGuarantee(
                ManagedStrategyGuaranteeKt.forClasses(ignored.toArray(String[]::new))
                    .allMethods()
                    .ignore())
            .addGuarantee(
                ManagedStrategyGuaranteeKt.forClasses(Operations.class.getName())
                    .methods("loadFirst")
                    .ignore()));
  }

  /** Lets the threads run free. */
  Outcome stress() {
    return run(new StressOptions());
  }

  private <O extends Options<O, ?>> Outcome run(O options) {
    setting.enter();
    tally = new Tally(bound);
    options
        .iterations(0)
        .invocationsPerIteration(bound)
        .minimizeFailedScenario(false)
        .logLevel(LoggingLevel.ERROR)
        .sequentialSpecification(specification)
        .verifier(verifier);
    scenarios.forEach(options::addCustomScenario);
    try {
      options.check(operations);
      return Summary.add(new Outcome(null, tally));
    } catch (LincheckAssertionError e) {
      return Summary.add(new Outcome(e, tally));
    }
  }
}
