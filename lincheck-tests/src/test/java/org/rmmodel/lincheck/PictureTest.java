package org.rmmodel.lincheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rmmodel.impl.kernel.KernelVersion.V3_19;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.lincheck.OperationSet.Decisive;

@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PictureTest {
  @Test
  void the_readme_shows_a_counterexample_as_it_comes_out() {
    String story =
        Verdicts.search(Setting.of(V3_19), Decisive.READ_DURING_UNLOAD, Verdicts.TO_FIND)
            .modelCheck()
            .story();
    assertThat(("```\n" + Picture.of(story) + "\n```").lines().toList())
        .isEqualTo(Readme.part("counterexample"));
  }

  @Test
  void what_has_no_detailed_trace_is_not_drawn() {
    assertThat(Picture.of("")).isEmpty();
    assertThat(Picture.of("= Invalid =\nDetailed trace:")).isEmpty();
    assertThat(Picture.of("Detailed trace:\n| - |\n| Thread 1 |\nno row")).isEmpty();
  }
}
