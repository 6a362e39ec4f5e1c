package org.rmmodel.jcstress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.rmmodel.jcstress.run.Litmus.Expected;
import org.rmmodel.jcstress.run.Verdict.Kind;

class VerdictTest {
  private static final List<StateCase> CASES =
      List.of(
          new StateCase(Pattern.compile("fine"), Expect.ACCEPTABLE, "Fine."),
          new StateCase(Pattern.compile("bad"), Expect.FORBIDDEN, "Bad."));

  private static final Litmus REAL = litmus(Expected.SOUND, "fine");
  private static final Litmus SHOWN = litmus(Expected.SHOWN, "bad");
  private static final Litmus HIDDEN = litmus(Expected.HIDDEN);

  private static Litmus litmus(Expected expected, String... must) {
    return new Litmus("Q", "V", expected, "", List.of(must), List.of(), "", "R", CASES);
  }

  private static Samples seen(Map<String, Long> outcomes) {
    return Samples.seen(new TreeMap<>(outcomes));
  }

  private static Kind judge(Litmus litmus, Samples samples) {
    return Verdict.of(litmus, samples, true).kind();
  }

  @Test
  void noSamplesAreInconclusiveWhateverIsExpected() {
    for (Litmus litmus : List.of(REAL, SHOWN, HIDDEN)) {
      assertThat(judge(litmus, Samples.NONE)).isEqualTo(Kind.INCONCLUSIVE);
      assertThat(judge(litmus, seen(Map.of()))).isEqualTo(Kind.INCONCLUSIVE);
    }
  }

  @Test
  void aRealClassIsSoundIfItMetTheRaceAndNothingForbidden() {
    assertThat(judge(REAL, seen(Map.of("fine", 9L)))).isEqualTo(Kind.OK);
    assertThat(judge(REAL, seen(Map.of("fine", 9L, "bad", 1L)))).isEqualTo(Kind.DIFFERS);
    assertThat(judge(REAL, seen(Map.of("fine", 9L, "unheard of", 1L)))).isEqualTo(Kind.DIFFERS);
  }

  @Test
  void aRealClassThatDidNotMeetTheRaceIsInconclusive() {
    Litmus two = litmus(Expected.SOUND, "fine", "rare");
    assertThat(judge(two, seen(Map.of("fine", 9L)))).isEqualTo(Kind.INCONCLUSIVE);
  }

  @Test
  void aWeakenedClassHasToShowIt() {
    assertThat(judge(SHOWN, seen(Map.of("fine", 9L)))).isEqualTo(Kind.DIFFERS);
    assertThat(judge(SHOWN, seen(Map.of("fine", 9L, "bad", 1L)))).isEqualTo(Kind.OK);
    assertThat(judge(SHOWN, seen(Map.of("bad", 1L, "worse", 1L)))).isEqualTo(Kind.DIFFERS);
  }

  @Test
  void whatCannotBeSeenOnX86MayBeSeenElsewhere() {
    Samples bad = seen(Map.of("fine", 9L, "bad", 1L));
    assertThat(judge(HIDDEN, seen(Map.of("fine", 9L)))).isEqualTo(Kind.OK);
    assertThat(judge(HIDDEN, bad)).isEqualTo(Kind.DIFFERS);
    assertThat(Verdict.of(HIDDEN, bad, false).kind()).isEqualTo(Kind.OK);
    assertThat(Verdict.isX86("amd64")).isTrue();
    assertThat(Verdict.isX86("aarch64")).isFalse();
  }

  @Test
  void aJvmWithoutAResultIsNeverAPassButDoesNotHideWhatAnotherSaw() {
    Samples fine = seen(Map.of("fine", 9L));
    Samples died = Samples.failure("died");
    assertThat(judge(REAL, fine.plus(died))).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(judge(SHOWN, seen(Map.of("bad", 9L)).plus(died))).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(judge(REAL, seen(Map.of("bad", 1L)).plus(died))).isEqualTo(Kind.DIFFERS);
  }

  @Test
  void anActorThatThrowsDiffers() {
    assertThat(judge(REAL, Samples.threw("IllegalStateException"))).isEqualTo(Kind.DIFFERS);
  }

  @Test
  void theExitStatusIsThatOfTheWorstVerdict() {
    Verdict ok = new Verdict(Kind.OK, "");
    Verdict differs = new Verdict(Kind.DIFFERS, "");
    Verdict open = new Verdict(Kind.INCONCLUSIVE, "");
    assertThat(Verdict.exitStatus(List.of(ok))).isZero();
    assertThat(Verdict.exitStatus(List.of(ok, open, differs))).isEqualTo(1);
    assertThat(Verdict.exitStatus(List.of(ok, open))).isEqualTo(3);
    assertThat(Verdict.exitStatus(List.of())).isEqualTo(3);
  }
}
