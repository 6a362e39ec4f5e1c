package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.catalogue.Case;

class RemainingTest {
  @TempDir private Path temp;

  @Test
  void whatIsLeftIsSaidFromTheThirdRunOnAndNotOfTheLast() {
    List<Case> cases = new Toy(temp.resolve("toy")).catalogue().cases();
    assertThat(cases).hasSize(7);
    Remaining remaining = new Remaining(cases);
    remaining.ended(cases.get(0));
    remaining.ended(cases.get(1));
    remaining.ended(cases.get(1));
    assertThat(remaining.left(30)).isEmpty();
    remaining.ended(cases.get(2));
    // Small models all cost what their start costs: four sevenths are left.
    assertThat(remaining.left(30)).contains("about 40 s left");
    assertThat(remaining.left(300)).contains("about 7 min left");
    assertThat(remaining.left(30_000)).contains("about 11 h left");
    remaining.progressed(cases.get(3), 1_000_000);
    assertThat(remaining.left(30)).contains("about 23 s left");
    cases.forEach(remaining::ended);
    assertThat(remaining.left(30)).isEmpty();
  }

  @Test
  void aRunOfWhichNothingIsRecordedLeavesNoEstimate() {
    Toy toy = new Toy(temp.resolve("toy"));
    toy.model("New", "from: Good", "holds", "");
    List<Case> cases = toy.catalogue().cases();
    Remaining remaining = new Remaining(cases);
    cases.stream().limit(5).forEach(remaining::ended);
    assertThat(remaining.left(30)).isEmpty();
  }
}
