package org.rmmodel.checker.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Expectation;
import org.rmmodel.checker.catalogue.Kernel;
import org.rmmodel.checker.catalogue.ModelRun;
import org.rmmodel.checker.tlc.TlcResult;
import org.rmmodel.checker.tlc.Verdict;

/**
 * Compares what TLC found with the catalogue. A run is as expected only if its outcome is the
 * expected one, its states and its depth are the recorded ones, every action that the kernel has
 * and somebody takes has fired, no idle action has, and no action fired that {@code actions.yaml}
 * does not know.
 */
public final class Judge {
  private static final Pattern ASKS =
      Pattern.compile("the model does not say in the catalogue that it asks for ([a-z0-9-]+)");

  private static final String ASSUME = ": ASSUME ";

  private final Actions actions;
  private final boolean counts;
  private final boolean reach;
  private final boolean distributed;

  /**
   * A judge.
   *
   * @param actions the specification's actions
   */
  public Judge(Actions actions) {
    this(actions, true, true, false);
  }

  private Judge(Actions actions, boolean counts, boolean reach, boolean distributed) {
    this.actions = actions;
    this.counts = counts;
    this.reach = reach;
    this.distributed = distributed;
  }

  /**
   * A judge to whom states and depth are not known yet, since they are to be recorded.
   *
   * @return the judge, who asks for everything else
   */
  Judge withoutCounts() {
    return new Judge(actions, false, reach, distributed);
  }

  /**
   * A judge for whom no second run is made, which would show what can fire beyond a violation.
   *
   * @return the judge, who asks for everything else
   */
  Judge withoutReach() {
    return new Judge(actions, counts, false, distributed);
  }

  /**
   * A judge for runs that are distributed over several JVMs, who asks for the outcome, and for the
   * states if it holds. TLC does not tell there who has taken a step, the depth is not always the
   * same, and where a violation is found is a matter of chance.
   *
   * @return the judge
   */
  Judge ofDistributedRuns() {
    return new Judge(actions, counts, false, true);
  }

  /**
   * Whether a first run's counts leave nothing to be shown by a second run that only reaches.
   *
   * @param of the run
   * @param first what TLC found in the first run
   * @return true if no deviation of the actions is left and no action has to be shown to be idle
   */
  public boolean needsNoReach(Case of, TlcResult first) {
    return !reach
        || (of.run().idle().isEmpty()
            && actionDeviations(of, first, first.fired(), true).isEmpty());
  }

  /**
   * Whether an action that has not fired would have, if it could. With several workers TLC does not
   * count who takes steps: the model that is the same with smaller numbers shows it.
   */
  private boolean wasExplored(Case of, TlcResult first, Optional<TlcResult> second) {
    if (of.model().workers() > 1) {
      return false;
    }
    return second.isPresent()
        || (reach && of.isToReach())
        || first.verdict() instanceof Verdict.Holds;
  }

  /**
   * Judges a run.
   *
   * @param of the run
   * @param first what TLC found
   * @param reach what the second run that only reaches found, if there was one
   * @return the result
   */
  public RunResult judge(Case of, TlcResult first, Optional<TlcResult> reach) {
    Map<String, Long> fired = reach.map(TlcResult::fired).orElse(first.fired());
    double seconds = first.seconds() + reach.map(TlcResult::seconds).orElse(0.0);
    List<String> deviations = new ArrayList<>();
    if (isInDoubt(of, first)) {
      deviations.add(first.doubt().orElseThrow() + soMuchFor(of, first));
      return new RunResult(of, first, fired, seconds, Status.INCONCLUSIVE, deviations);
    }
    Status status = status(of, first, reach, deviations);
    if (status == Status.AS_EXPECTED && of.run().expect() instanceof Expectation.Nothing) {
      return new RunResult(of, first, fired, seconds, Status.UNPINNED, List.of());
    }
    if (status == Status.AS_EXPECTED || (status == Status.DIFFERS && sameOutcome(of, first))) {
      if (distributed) {
        deviations.addAll(statesDeviations(of, first));
      } else if (counts) {
        deviations.addAll(countDeviations(of, first));
      }
      if (!distributed) {
        deviations.addAll(actionDeviations(of, first, fired, wasExplored(of, first, reach)));
      }
      status = deviations.isEmpty() ? Status.AS_EXPECTED : Status.DIFFERS;
    }
    return new RunResult(of, first, fired, seconds, status, List.copyOf(deviations));
  }

  private Status status(
      Case of, TlcResult first, Optional<TlcResult> reach, List<String> deviations) {
    Optional<String> undeclared = undeclared(of, first);
    if (undeclared.isPresent()) {
      deviations.add(undeclared.get());
      return Status.DIFFERS;
    }
    Optional<Status> unusable = unusable(first, "", deviations);
    if (first.verdict() instanceof Verdict.Broken broken && broken.message().contains(ASSUME)) {
      Kernel kernel = of.run().kernel();
      String named = kernel.isListed() ? kernel.id() : kernel.version() + kernel.made();
      deviations.set(0, broken.message() + " on " + named);
    }
    if (unusable.isPresent()) {
      return unusable.get();
    }
    if (of.run().expect() instanceof Expectation.Nothing) {
      return Status.AS_EXPECTED;
    }
    if (!sameOutcome(of, first)) {
      deviations.add(
          "expected: " + expected(of.run().expect()) + "; found: " + first.verdict().text());
      return Status.DIFFERS;
    }
    boolean shown =
        reach
            .filter(Judge::goesWrongBeyondTheViolation)
            .map(result -> actionDeviations(of, first, result.fired(), true).isEmpty())
            .orElse(false);
    if (reach.isPresent()) {
      undeclared = undeclared(of, reach.get());
      if (undeclared.isPresent()) {
        deviations.add(undeclared.get());
        return Status.DIFFERS;
      }
    }
    if (reach.isPresent() && !shown) {
      unusable = unusable(reach.get(), "the second run, which shows what fires: ", deviations);
      if (unusable.isPresent()) {
        return unusable.get();
      }
    }
    return Status.AS_EXPECTED;
  }

  /**
   * The change that a run asked for and that the catalogue does not list: Kernel.tla stops it
   * there.
   *
   * @param result what TLC found
   * @return the change's name; empty if the run went wrong in another way, or not at all
   */
  static Optional<String> askedFor(TlcResult result) {
    if (!(result.verdict() instanceof Verdict.Broken broken)) {
      return Optional.empty();
    }
    Matcher asks = ASKS.matcher(broken.message());
    return asks.find() ? Optional.of(asks.group(1)) : Optional.empty();
  }

  private static Optional<String> undeclared(Case of, TlcResult result) {
    return askedFor(result)
        .map(
            change ->
                of.model().name()
                    + " asks for "
                    + change
                    + " on "
                    + of.run().kernel().id()
                    + ", which is not recorded");
  }

  /** Beyond a violation a state may make no sense any more; what has fired until then still has. */
  private static boolean goesWrongBeyondTheViolation(TlcResult reach) {
    return reach.verdict() instanceof Verdict.Broken broken && !broken.badInput();
  }

  private static Optional<Status> unusable(
      TlcResult result, String which, List<String> deviations) {
    if (result.verdict() instanceof Verdict.Inconclusive i) {
      deviations.add(which + i.limit());
      return Optional.of(Status.INCONCLUSIVE);
    }
    if (result.verdict() instanceof Verdict.Broken b) {
      deviations.add(which + b.message());
      return Optional.of(b.badInput() ? Status.BAD_INPUT : Status.DIFFERS);
    }
    return Optional.empty();
  }

  private static String expected(Expectation expect) {
    return expect instanceof Expectation.Holds ? "holds" : "violates " + expect.text();
  }

  private static boolean sameOutcome(Case of, TlcResult first) {
    return outcomeAsExpected(of.run().expect(), first.verdict());
  }

  /**
   * Whether a verdict is the expected one, counts and actions aside.
   *
   * @param expect what the catalogue says
   * @param verdict what TLC found
   * @return true if both hold or both violate the same property
   */
  public static boolean outcomeAsExpected(Expectation expect, Verdict verdict) {
    if (expect instanceof Expectation.Violates expected
        && verdict instanceof Verdict.Violates found) {
      return expected.property().equals(found.property());
    }
    return expect instanceof Expectation.Holds && verdict instanceof Verdict.Holds;
  }

  /** Whether states may be missing, as the number that is recorded is not there to show it. */
  private static boolean isInDoubt(Case of, TlcResult found) {
    return found.doubt().isPresent()
        && found.verdict() instanceof Verdict.Holds
        && of.run().states().orElse(-1) != found.states();
  }

  private static String soMuchFor(Case of, TlcResult found) {
    return of.run().states().isPresent()
        ? ": " + found.states() + " states, recorded " + of.run().states().getAsLong()
        : ": nothing is recorded that the " + found.states() + " states could be held against";
  }

  private static List<String> statesDeviations(Case of, TlcResult found) {
    if (!(found.verdict() instanceof Verdict.Holds)
        || of.run().states().orElse(found.states()) == found.states()) {
      return List.of();
    }
    return List.of(
        "states: recorded " + of.run().states().getAsLong() + ", found " + found.states());
  }

  private static List<String> countDeviations(Case of, TlcResult found) {
    ModelRun run = of.run();
    List<String> deviations = new ArrayList<>();
    if (!of.isRecorded()) {
      deviations.add(
          "not recorded: found states "
              + found.states()
              + ", depth "
              + found.depth()
              + "; spec/check record "
              + of.model().name());
    }
    if (run.states().isPresent() && run.states().getAsLong() != found.states()) {
      deviations.add("states: recorded " + run.states().getAsLong() + ", found " + found.states());
    }
    if (run.depth().isPresent() && run.depth().getAsInt() != found.depth()) {
      deviations.add("depth: recorded " + run.depth().getAsInt() + ", found " + found.depth());
    }
    return deviations;
  }

  private List<String> actionDeviations(
      Case of, TlcResult told, Map<String, Long> fired, boolean explored) {
    if (told.takers().isEmpty()) {
      return List.of(
          of.model().module() + ".tla does not tell who takes which action (ASSUME Tells(Takers))");
    }
    Set<String> takers = told.takers().get();
    Set<String> known = actions.of(of.model().specification()).names();
    Map<String, String> idle = of.run().idle();
    List<String> neverFired = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    List<String> deviations = new ArrayList<>();
    for (String action : known) {
      boolean hasFired = fired.getOrDefault(action, 0L) > 0;
      boolean isTaken = takers.contains(action);
      if (!isTaken && hasFired) {
        deviations.add("fired, but by Takers nobody takes it: " + action);
      } else if (isTaken && idle.containsKey(action) && hasFired) {
        deviations.add("fired, but should be idle (" + idle.get(action) + "): " + action);
      } else if (isTaken && explored && !idle.containsKey(action) && !hasFired) {
        neverFired.add(action);
      }
    }
    Stream.concat(fired.keySet().stream(), takers.stream())
        .distinct()
        .filter(action -> !known.contains(action))
        .forEach(unknown::add);
    addNames(deviations, "never fired, though by Takers somebody takes it: ", neverFired);
    addNames(deviations, "not in actions.yaml: ", unknown);
    return deviations;
  }

  private static void addNames(List<String> deviations, String what, List<String> names) {
    if (!names.isEmpty()) {
      deviations.add(what + String.join(", ", names));
    }
  }
}
