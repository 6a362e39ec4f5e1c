package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.common.BadInput;

class CfgParserTest {
  private static final String TEXT =
      """
      \\* A comment with INVARIANT in it.
      SPECIFICATION Spec
      CHECK_DEADLOCK FALSE
      CONSTANTS (* over
        lines *) Users = {u1, "u2", 3}
        None = {}
        Bound = -1
        Op <- MCOp
          INVARIANTS
        TypeOK Safe
      PROPERTY Live
      """;

  @Test
  void readsEverythingAModelUses() {
    Cfg cfg = CfgParser.parse("models/X.cfg", TEXT);
    assertThat(cfg.constants().get("Users").size()).isEqualTo(3);
    assertThat(cfg.substitutions().get("Op")).isEqualTo(new Cfg.Name("MCOp", 8));
    assertThat(cfg.invariants()).extracting(Cfg.Name::text).containsExactly("TypeOK", "Safe");
    assertThat(cfg.properties()).containsExactly(new Cfg.Name("Live", 11));
  }

  @Test
  void aStringMayBeLong() {
    String text = "SPECIFICATION Spec\nCONSTANT\n  Name = \"" + "a\\\"".repeat(50_000) + "\"\n";
    assertThat(CfgParser.parse("models/X.cfg", text).constants()).containsKey("Name");
  }

  @Test
  void aConstantIsAValueOrASetOfSoMany() {
    Cfg cfg = CfgParser.parse("models/X.cfg", TEXT);
    assertThat(cfg.constants().get("None").size()).isZero();
    assertThat(cfg.constants().get("None").set()).isTrue();
    assertThat(cfg.constants().get("Bound").text()).isEqualTo("-1");
    assertThat(cfg.constants()).doesNotContainKey("Nobody");
  }

  @Test
  void isWrittenAsTlcReadsIt() {
    Cfg cfg = CfgParser.parse("models/X.cfg", TEXT + "VIEW Seen\n");
    assertThat(cfg.text())
        .isEqualTo(
            """
            SPECIFICATION Spec
            CHECK_DEADLOCK FALSE
            CONSTANTS
              Users = {u1, "u2", 3}
              None = {}
              Bound = -1
              Op <- MCOp
            VIEW Seen
            INVARIANTS
              TypeOK
              Safe
            PROPERTIES
              Live
            """);
    assertThat(CfgParser.parse("again", cfg.text()).text()).isEqualTo(cfg.text());
  }

  @Test
  void withoutAimsLosesThePropertiesAlone() {
    Cfg reach = CfgParser.parse("models/X.cfg", TEXT).withoutAims();
    assertThat(reach.propertyNames()).isEmpty();
    assertThat(reach.text()).contains("Op <- MCOp", "CHECK_DEADLOCK FALSE");
  }

  @Test
  void whatACfgGivesGoesOverTheDefaults() {
    Cfg defaults =
        CfgParser.parseDefaults(
            "models/Defaults.cfg", "CONSTANTS Users = {} Other = {} Bound = 0 Op = 1 Far <- Away");
    Cfg whole = CfgParser.parse("models/X.cfg", TEXT).over(defaults);
    assertThat(whole.text())
        .contains(
            "Users = {u1, \"u2\", 3}", "Other = {}", "Bound = -1", "Op <- MCOp", "Far <- Away")
        .doesNotContain("Op = 1", "Bound = 0");
    assertThat(whole.with(CfgParser.parseConstant("c", 7, "Op = 2")).text())
        .contains("Op = 2")
        .doesNotContain("Op <- MCOp");
  }

  @Test
  void defaultsAndSingleConstantsAreConstantsAlone() {
    assertThatThrownBy(() -> CfgParser.parseDefaults("D.cfg", "CONSTANT A = 1\nINVARIANT B"))
        .hasMessage("D.cfg: the defaults are constants alone");
    assertThatThrownBy(() -> CfgParser.parseConstant("c.yaml", 7, "A = 1 B = 2"))
        .hasMessage("c.yaml:7: one constant is expected, not also B");
    assertThatThrownBy(() -> CfgParser.parseConstant("c.yaml", 7, "A"))
        .hasMessage("c.yaml:7: expected = or <- after A instead of the end of the file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SPECIFICATION Spec~CONSTANT A 1             | 2: expected = or <- after A instead of 1
          SPECIFICTION Spec                           | 1: expected a keyword instead of SPECIFICTION; did you mean SPECIFICATION?
          SPECIFICATION Spec~CONSTANT A = {1, 2~B = 3 | 3: expected } instead of B
          SPECIFICATION Spec~CONSTANT A = {1,}        | 2: expected a value instead of }
          SPECIFICATION Spec~CONSTANT A =             | 2: expected a value instead of the end of the file
          SPECIFICATION Spec~CONSTANT A = 1~A = 2     | 3: A has a value already
          SPECIFICATION Spec~CONSTANT A = "abc        | 2: the string has no end
          SPECIFICATION Spec~(* for ever              | 2: the comment (* has no end
          SPECIFICATION Spec~INVARIANT                | 2: expected a name after INVARIANT instead of the end of the file
          SPECIFICATION Spec~INVARIANT A A            | 2: A is listed twice
          SPECIFICATION Spec~CHECK_DEADLOCK NO        | 2: expected TRUE or FALSE instead of NO
          SPECIFICATION Spec~SPECIFICATION Spec       | 2: a second SPECIFICATION
          SPECIFICATION Spec~CONSTANT A = $           | 2: unexpected character $
          """)
  void errorsNameTheLine(String text, String error) {
    assertThatThrownBy(() -> CfgParser.parse("models/X.cfg", text.replace('~', '\n')))
        .isInstanceOf(BadInput.class)
        .hasMessage("models/X.cfg:" + error);
  }

  @Test
  void aSpecificationIsNeeded() {
    assertThatThrownBy(() -> CfgParser.parse("models/X.cfg", ""))
        .hasMessage("models/X.cfg: neither SPECIFICATION nor INIT and NEXT");
  }
}
