package org.rmmodel.jcstress.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rmmodel.jcstress.run.Litmus.Expected;

class LitmusTest {
  private final List<Litmus> all = Litmus.all();

  @Test
  void everyQuestionIsAskedOfTheRealClassesAndOfWeakenedOnes() {
    assertThat(questions(Litmus::isReal)).containsExactlyInAnyOrderElementsOf(Litmus.ORDER);
    assertThat(questions(litmus -> !litmus.isReal()))
        .containsExactlyInAnyOrderElementsOf(Litmus.ORDER);
  }

  private Set<String> questions(Predicate<Litmus> of) {
    return all.stream().filter(of).map(Litmus::test).collect(Collectors.toSet());
  }

  @Test
  void everyTestExpectsSomething() {
    for (Litmus litmus : all) {
      assertThat(litmus.what()).as(litmus.name()).isNotBlank();
      assertThat(litmus.must().isEmpty())
          .as(litmus.name())
          .isEqualTo(litmus.expected() == Expected.HIDDEN);
      assertThat(litmus.reason().isEmpty())
          .as(litmus.name())
          .isEqualTo(litmus.expected() != Expected.HIDDEN);
    }
  }

  @Test
  void realClassesMustMeetWhatIsAllowedAndWeakenedOnesMustShowWhatIsForbidden() {
    for (Litmus litmus : all) {
      assertThat(litmus.must())
          .as(litmus.name())
          .allMatch(outcome -> litmus.forbids(outcome) != litmus.isReal());
    }
  }

  @Test
  void everyQuestionForbidsSomethingAndTheUndescribed() {
    for (Litmus litmus : all) {
      assertThat(litmus.cases())
          .as(litmus.name())
          .anyMatch(known -> known.expect().name().equals("FORBIDDEN"));
      assertThat(litmus.forbids("something else")).as(litmus.name()).isTrue();
    }
  }

  @Test
  void theReadmeHasARowForEveryTestAndNoOther() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("README.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(all.stream().map(Litmus::name).toList());
  }
}
