package org.rmmodel.checker.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.patch.Place.Kind;
import org.rmmodel.checker.patch.Placement.Count;

/** All C here is made up. */
class PlacementTest {
  private static Map<Place, Count> places(String heading, String... lines) {
    return Placement.of(new Hunk("a", "kernel/pot.c", "", 20, heading, Arrays.asList(lines), true));
  }

  private static Place function(String name) {
    return new Place(Kind.FUNCTION, name);
  }

  @Test
  void theHeadingIsTheFunctionIfItIsNotOverYet() {
    assertThat(places("static int cook(struct pot *p,", " \ta();", "-\tb();", "+\tc();"))
        .isEqualTo(Map.of(function("cook"), new Count(2, 0)));
    assertThat(places("int cook(void)", "-\tb();", " }", " ", " int wash(void)", " {", "+\tc();"))
        .isEqualTo(Map.of(function("cook"), new Count(1, 0), function("wash"), new Count(1, 0)));
  }

  @Test
  void theHeadingIsOverWhereADefinitionComesFirst() {
    assertThat(places("int cook(void)", "+#define HOT", " ", " int wash(void)", " {", "-\tb();"))
        .isEqualTo(Map.of(Place.OUTSIDE, new Count(1, 0), function("wash"), new Count(1, 0)));
  }

  @Test
  void aLineOfManyWordsIsNoFunction() {
    for (String word : List.of("a ", "static ", "int *")) {
      String line = word.repeat(20_000);
      assertThat(places(line, "-" + line, "+" + line + "cook(void)")).isNotEmpty();
    }
  }

  @Test
  void aLabelIsNoHeading() {
    assertThat(places("out:", " \ta();", "-\tb();")).containsOnlyKeys(Place.UNTOLD);
    assertThat(places("", " \ta();", "-\tb();")).containsOnlyKeys(Place.UNTOLD);
    assertThat(places("int cook(void)", " out:", "-\tb();", "  fail:", "+\tc();", " }"))
        .containsOnlyKeys(function("cook"));
  }

  @Test
  void aSystemCallIsCalledByItsName() {
    assertThat(places("SYSCALL_DEFINE2(eat_it, const char __user *, name,", "-\tb();"))
        .containsOnlyKeys(function("eat_it"));
  }

  @Test
  void whatIsRemovedAndWhatIsAddedHaveEachTheirOwnFunction() {
    assertThat(
            places(
                "int cook(void)",
                " }",
                " ",
                "-static int wash(void)",
                "+static int dry(void)",
                " {",
                "-\tb();",
                "+\tc();",
                " }",
                "+int after;"))
        .isEqualTo(
            Map.of(
                function("wash"),
                new Count(2, 0),
                function("dry"),
                new Count(2, 0),
                Place.OUTSIDE,
                new Count(1, 0)));
  }

  @Test
  void aDeclarationIsToldFromADefinition() {
    Place cook = new Place(Kind.DECLARATION, "cook");
    assertThat(
            places("int eat(void)", " }", "+extern int cook(struct pot *p);", "-int cook(void);"))
        .isEqualTo(Map.of(cook, new Count(2, 0)));
    assertThat(places("int eat(void)", " }", "+EXPORT_SYMBOL_GPL(cook);"))
        .containsOnlyKeys(new Place(Kind.DECLARATION, "EXPORT_SYMBOL_GPL"));
    assertThat(places("int eat(void)", " }", "+static DEFINE_MUTEX(lid);"))
        .containsOnlyKeys(Place.OUTSIDE);
    assertThat(places("int eat(void)", " }", "+int cook(struct pot *p,", "+\t int b);", "+#if 0"))
        .isEqualTo(Map.of(function("cook"), new Count(2, 0), Place.OUTSIDE, new Count(1, 0)));
    assertThat(places("int eat(void)", " }", "+int cook(int b)", "+{", "+\tstir(b);", "+\tc();"))
        .containsOnlyKeys(function("cook"));
  }

  @Test
  void structuresAndComments() {
    assertThat(places("int cook(void)", " }", " struct pot {", "+\tint lid;", " };", "+/* new */"))
        .isEqualTo(
            Map.of(
                new Place(Kind.DATA, "struct pot"),
                new Count(1, 0),
                Place.OUTSIDE,
                new Count(0, 1)));
  }

  @Test
  void aFunctionIsNeverSaidOfAFileThatBegins() {
    Hunk hunk = new Hunk("a", "b.c", "", 1, "int cook(void)", List.of("+\tb();"), true);
    assertThat(Placement.of(hunk)).containsOnlyKeys(Place.OUTSIDE);
  }
}
