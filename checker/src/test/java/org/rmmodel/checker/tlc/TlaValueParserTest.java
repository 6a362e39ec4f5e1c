package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlaValueParserTest {
  @Test
  void scalars() {
    assertThat(TlaValueParser.parse("-12")).isEqualTo(new TlaValue.Num(-12));
    assertThat(TlaValueParser.parse("TRUE")).isEqualTo(new TlaValue.Bool(true));
    assertThat(TlaValueParser.parse("u_1")).isEqualTo(new TlaValue.ModelValue("u_1"));
    assertThat(TlaValueParser.parse("\"a \\\"b\\\\ , }\""))
        .isEqualTo(new TlaValue.Str("a \"b\\ , }"));
  }

  @Test
  void collections() {
    assertThat(TlaValueParser.parse("{1, {}, << >>}"))
        .isEqualTo(
            new TlaValue.SetOf(
                List.of(
                    new TlaValue.Num(1),
                    new TlaValue.SetOf(List.of()),
                    new TlaValue.Tuple(List.of()))));
    assertThat(TlaValueParser.parse("0..2").text()).isEqualTo("{0, 1, 2}");
    assertThat(TlaValueParser.parse("<<\"a\",\n  \"b\">>").asMap())
        .isEqualTo(Map.of("1", new TlaValue.Str("a"), "2", new TlaValue.Str("b")));
  }

  @Test
  void functionsAndRecords() {
    assertThat(TlaValueParser.parse("(a :> 1 @@\n b :> (0 :> 2))").text())
        .isEqualTo("(a :> 1 @@ b :> (0 :> 2))");
    assertThat(TlaValueParser.parse("[m1 |-> \"LIVE\", m2 |-> [x |-> 0]]").asMap().get("m1"))
        .isEqualTo(new TlaValue.Str("LIVE"));
  }

  @Test
  void whatItDoesNotKnowIsShownAsItStands() {
    for (String text :
        List.of(
            "[a -> b]",
            "",
            "{1,",
            "\"open",
            "(a :> )",
            "99999999999999999999",
            "1 2",
            "{".repeat(200),
            "0..100000000000")) {
      assertThat(TlaValueParser.parse(text)).isEqualTo(new TlaValue.Opaque(text));
    }
  }

  @Test
  void whatAValueIsInTlaIsReadAsTheSame() {
    for (String text :
        List.of(
            "[a |-> 1, b |-> {\"x\", \"y\\\\z\\\"\"}]",
            "(u1 :> <<TRUE, -3>> @@ u2 :> <<>>)",
            "(1 :> {u1} @@ \"k\" :> {})",
            "{<<\"\\n\", m_1>>, 2..4}",
            "SUBSET {1}")) {
      TlaValue value = TlaValueParser.parse(text);
      assertThat(TlaValueParser.parse(value.source())).as(text).isEqualTo(value);
    }
  }
}
