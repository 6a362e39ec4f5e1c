package org.rmmodel.property.soak;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.rmmodel.common.Lane;
import org.rmmodel.conformance.trace.Recording;
import org.rmmodel.property.Recorded;
import org.rmmodel.property.schedule.Flaw;
import org.rmmodel.property.schedule.Mix;

/** What the real classes do in a soak is a behaviour of the specification. */
class RecordedSoakTest {
  /** How many calls each thread makes in a round. */
  private static final int CALLS = Lane.current().pick(10, 60, 500);

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void a_soak_is_a_behaviour_of_the_specification(@ForAll long seed) throws Exception {
    List<Recording> recordings = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Flaw flaw : List.of(Flaw.NONE, Flaw.NONE_ON_PREFIXES)) {
      Mix mix = flaw.mixes().get(0);
      Recorded tape = new Recorded();
      Soak.record(mix, CALLS, Recorded.KINDS, seed, tape);
      recordings.add(tape.recording(mix.version(), false));
      names.add(mix.version().toString());
    }
    Recorded.mustBeBehaviours("soak", recordings, names);
  }
}
