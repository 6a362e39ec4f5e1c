package org.rmmodel.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.checker.source.Definition;
import org.rmmodel.checker.source.Definitions;
import org.rmmodel.checker.source.Lexer;

/** C sources: tokens, and the definitions among them. */
class SourceFuzzTest {
  private static final String SOURCE =
      """
      #define LOOP(x) do { x; \\
        } while (0)
      /* A comment. */ // and one more
      static int count = 3, table[] = {1, 2};
      struct s { int a; char c; } *p;
      #ifdef CONFIG_X
      static inline int f(struct s *s)
      #else
      static int __init f(struct s *s, char *t)
      #endif
      {
      \treturn s->a + '\\'' + "a\\"b"[0];
      }
      EXPORT_SYMBOL(f);
      SYSCALL_DEFINE2(g, int, a, int, b)
      {
      \tif (a) { return b; }
      \treturn ({ int c = a; c; });
      }
      """;

  static Stream<byte[]> seeds() {
    return Stream.of(SOURCE.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = Seeds.LONGEST)
  void every_input_is_answered(byte[] bytes) {
    List<Definition> unused =
        Definitions.in(Lexer.tokens(new String(bytes, StandardCharsets.UTF_8)));
  }
}
