package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Generates programs and schedules. Small numbers come first, so they shrink to simple ones. */
final class Scenarios {
  /** Most preemptions in a schedule. */
  private static final int PREEMPTIONS = 12;

  /** Most steps before a preemption: most calls are shorter. */
  static final int FAR = 24;

  /** What is wrong is often wrong for a step or two only. */
  private static final int NEAR = 2;

  private static final int PHRASES = 3;

  private static final List<List<Call.Kind>> COMMON =
      List.of(
          List.of(Call.Kind.GET, Call.Kind.PUT),
          List.of(Call.Kind.GET, Call.Kind.PUT, Call.Kind.GET),
          List.of(Call.Kind.UNLOAD),
          List.of(Call.Kind.LOAD, Call.Kind.UNLOAD));

  private Scenarios() {}

  static Arbitrary<Scenario> of(Flaw flaw) {
    return Arbitraries.oneOf(flaw.mixes().stream().map(mix -> of(flaw, mix)).toList());
  }

  static Arbitrary<Scenario> of(Flaw flaw, Mix mix) {
    Arbitrary<Boolean> traced =
        flaw == Flaw.F10 ? Arbitraries.just(true) : Arbitraries.of(false, true);
    Arbitrary<List<List<Call>>> tasks =
        phrases(mix.kinds())
            .list()
            .ofMinSize(1)
            .ofMaxSize(PHRASES)
            .map(Scenarios::flatten)
            .list()
            .ofMinSize(2)
            .ofMaxSize(4);
    return Combinators.combine(traced, loaded(), tasks, switches())
        .as(
            (trace, loaded, programs, schedule) ->
                new Scenario(mix.version(), flaw, trace, loaded, programs, schedule));
  }

  private static Arbitrary<Set<Call.Slot>> loaded() {
    return Arbitraries.frequency(
        Tuple.of(4, EnumSet.of(Call.Slot.A)),
        Tuple.of(2, EnumSet.of(Call.Slot.A, Call.Slot.C)),
        Tuple.of(2, EnumSet.allOf(Call.Slot.class)),
        Tuple.of(2, EnumSet.noneOf(Call.Slot.class)));
  }

  private static Arbitrary<List<Switch>> switches() {
    return Arbitraries.frequencyOf(
            Tuple.of(1, switches(false, FAR)),
            Tuple.of(1, switches(false, NEAR)),
            Tuple.of(2, switches(true, NEAR)))
        .list()
        .ofMaxSize(PREEMPTIONS)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Switch> switches(boolean racy, int most) {
    return Combinators.combine(steps(most), Arbitraries.integers().between(0, 2).withoutEdgeCases())
        .as((after, to) -> new Switch(racy, after, to));
  }

  private static Arbitrary<Integer> steps(int most) {
    return Arbitraries.integers()
        .between(0, most)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }

  private static List<Call> flatten(List<List<Call>> phrases) {
    return phrases.stream().flatMap(List::stream).toList();
  }

  /** Single calls, and what often goes together. */
  private static Arbitrary<List<Call>> phrases(Set<Call.Kind> kinds) {
    List<Tuple2<Integer, Arbitrary<List<Call>>>> phrases = new ArrayList<>();
    phrases.add(Tuple.of(COMMON.size(), calls(kinds).map(List::of)));
    for (List<Call.Kind> phrase : COMMON) {
      if (kinds.containsAll(phrase)) {
        phrases.add(
            Tuple.of(
                1,
                slots(phrase.get(0))
                    .map(slot -> phrase.stream().map(kind -> new Call(kind, slot)).toList())));
      }
    }
    return Arbitraries.frequencyOf(phrases);
  }

  private static Arbitrary<Call> calls(Set<Call.Kind> kinds) {
    return Arbitraries.frequencyOf(
        kinds.stream()
            .sorted()
            .map(kind -> Tuple.of(weight(kind), slots(kind).map(slot -> new Call(kind, slot))))
            .toList());
  }

  private static int weight(Call.Kind kind) {
    return switch (kind) {
      case UNLOAD, GET -> 6;
      case LOAD, LOAD_USER, PUT -> 4;
      case LOOK_UP, FIND_BUG, LOAD_INIT_FAILS, LOAD_LATE_FAILS -> 3;
      default -> 2;
    };
  }

  /** Most calls are about the same module, or they would not meet. */
  private static Arbitrary<Call.Slot> slots(Call.Kind kind) {
    Tuple2<Integer, Call.Slot> a = Tuple.of(6, Call.Slot.A);
    Tuple2<Integer, Call.Slot> b = Tuple.of(1, Call.Slot.B);
    Tuple2<Integer, Call.Slot> c = Tuple.of(1, Call.Slot.C);
    return switch (kind) {
      case LOAD, LOAD_INIT_FAILS, LOAD_LATE_FAILS, LOAD_KNOWN_INIT_FAILS ->
          Arbitraries.frequency(a, c);
      case LOAD_USER -> Arbitraries.just(Call.Slot.B);
      // Their slots are given by the kind.
      case LOAD_SYMBOL_MISSING, LOAD_EXPORTS_TWICE, SHOW -> Arbitraries.just(Call.Slot.A);
      default -> Arbitraries.frequency(a, b, c);
    };
  }
}
