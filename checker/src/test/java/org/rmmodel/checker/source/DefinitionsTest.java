package org.rmmodel.checker.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All C here is made up. */
class DefinitionsTest {
  private static List<Definition> in(String c) {
    return Definitions.in(Lexer.tokens(c));
  }

  private static List<String> names(String c) {
    return in(c).stream().map(Definition::name).toList();
  }

  @Test
  void functionsAreFoundAndNothingElse() {
    assertThat(
            names(
                """
                struct pot { int lid; };
                static const struct ops pot_ops = { .open = lift(lid) };
                enum { A, B };
                int declared(int a);
                static int __printf(1, 2) cook(const char *what, ...)
                {
                  if (what) { stir(); }
                  return 0;
                }
                EXPORT_SYMBOL(cook);
                SYSCALL_DEFINE2(eat_it, const char __user *, name, unsigned int, flags)
                {
                  return serve(name);
                }
                bool taste(struct pot *pot) __must_hold(pot) { return pot->lid; }
                """))
        .containsExactly("cook", "eat_it", "taste");
  }

  @Test
  void aDefinitionKnowsItsLines() {
    Definition cook = in("#include <a.h>\n\n/* says */\nint cook(void)\n{\n}\n\nint b;\n").get(0);
    assertThat(cook.firstLine()).isEqualTo(4);
    assertThat(cook.lastLine()).isEqualTo(6);
    assertThat(cook.tokens().get(0).text()).isEqualTo("int");
  }

  @Test
  void bracketsThatEachBranchOpensAreCountedOnce() {
    assertThat(
            names(
                """
                int cook(int a)
                {
                #ifdef CONFIG_HOT
                  if (a > 1) {
                #elif defined(CONFIG_WARM)
                  if (a > 2) {
                #else
                  if (a) {
                #endif
                    stir();
                  }
                }
                #ifdef CONFIG_TASTE
                int taste(int salt)
                {
                #else
                int taste(void)
                {
                #endif
                  return 1;
                }
                int wash(void) { return 2; }
                """))
        .containsExactly("cook", "taste", "wash");
  }

  @Test
  void whatIsBrokenHidesNoFunctionBeforeIt() {
    assertThat(names("int a(void) { } } #endif\n int b(void) { ) ) } #else\nint c(void) {"))
        .startsWith("a");
  }

  @Test
  void theFormIsThatOfTheTokens() {
    Form form = form("static int cook(void)\n{\n\treturn lid(1); /* one */\n}");
    assertThat(form("static int cook(void) { return lid( 1 ) ; }")).isEqualTo(form);
    assertThat(form("static int cook(void) { return lid(2); }").whole()).isNotEqualTo(form.whole());
    assertThat(form("static int cook(void) { return lid(2); }").steps()).isEqualTo(form.steps());
    assertThat(form("static int cook(void) { stir(); return lid(1); }").steps())
        .isNotEqualTo(form.steps());
  }

  private static Form form(String c) {
    return Form.of(in(c).get(0), Set.of("stir"));
  }
}
