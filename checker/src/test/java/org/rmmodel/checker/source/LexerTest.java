package org.rmmodel.checker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LexerTest {
  private static List<String> texts(String c) {
    return Lexer.tokens(c).stream().map(token -> token.kind() + ":" + token.text()).toList();
  }

  @Test
  void commentsAndWhiteSpaceAreLeftOut() {
    assertThat(texts("a /* b */ c // d \\\n e\n\tf")).containsExactly("WORD:a", "WORD:c", "WORD:f");
  }

  @Test
  void linesMayEndInEitherWay() {
    String c = "#define X(a) \\\n\t(a)\nint y = X(1); /* two\nlines */ char *s = \"\\\"\\\\\";\n";
    assertThat(texts(c.replace("\n", "\r\n"))).isEqualTo(texts(c));
  }

  @Test
  void aLineOfThePreprocessorIsKeptBetweenItsSigns() {
    assertThat(texts("x\n# ifdef CONFIG_A\ny # z"))
        .containsExactly(
            "WORD:x",
            "DIRECTIVE:#",
            "WORD:ifdef",
            "WORD:CONFIG_A",
            "DIRECTIVE_END:",
            "WORD:y",
            "SIGN:#",
            "WORD:z");
  }

  @Test
  void aCommentWithinAStringIsNone() {
    assertThat(texts("\"/* no\" '\"' \"// no\""))
        .containsExactly("TEXT:\"/* no\"", "TEXT:'\"'", "TEXT:\"// no\"");
  }

  @Test
  void whatDoesNotEndEndsWithTheLineOrTheText() {
    assertThat(texts("\"open\nnext /* open")).containsExactly("TEXT:\"open", "WORD:next");
    assertThat(texts("'")).containsExactly("TEXT:'");
    assertThat(texts("\\")).containsExactly("SIGN:\\");
  }

  @Test
  void signsAreAsLongAsTheyCanBe() {
    assertThat(texts("a+ ++b->c<<=2"))
        .containsExactly(
            "WORD:a", "SIGN:+", "SIGN:++", "WORD:b", "SIGN:->", "WORD:c", "SIGN:<<=", "NUMBER:2");
    assertThat(texts("0xE+1 1e+5 .5f"))
        .containsExactly("NUMBER:0xE", "SIGN:+", "NUMBER:1", "NUMBER:1e+5", "SIGN:.", "NUMBER:5f");
  }

  @Test
  void tokensKnowTheirLines() {
    assertThat(Lexer.tokens("a\n/*\n*/ b \\\n c\n\"x\\\ny\" d").stream().map(Token::line))
        .containsExactly(1, 3, 4, 5, 6);
  }
}
