package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.source.KnownForms;
import org.rmmodel.common.Terminal;

/** {@code spec/check patch} on made-up patches of files that are modelled. */
class PatchCommandTest {
  private static final String HEAD =
      "--- a/kernel/module/main.c\n+++ b/kernel/module/main.c\n@@ -700,2 +700,3 @@ ";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  private int patch(String text, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("a.patch"), text);
    String[] args = new String[2 + more.length];
    args[0] = "patch";
    args[1] = file.toString();
    System.arraycopy(more, 0, args, 2, more.length);
    return Check.run(
        SpecFolder::find,
        Terminal.of(new PrintWriter(out, true), new PrintWriter(err, true)),
        args);
  }

  @Test
  void aHunkStandsBesideItsActions() throws IOException {
    String text = HEAD + "void module_put(struct module *m)\n \ta();\n+\tb(\"<x>&\");\n \tc();\n";
    Path html = folder.resolve("page.html");
    assertThat(patch(text, "--kernel", "v6.8", "--html", html.toString())).isZero();
    assertThat(out.toString())
        .contains("kernel/module/main.c:700\n    module_put:")
        .containsPattern("ModulePut_DecIfPositive +refcnt - 1 if positive, else WARN_ON")
        .doesNotContain("ModulePut_ThisCpuInc")
        .contains("Kernel: v6.8 (as --kernel says; v6.8 is as v6.6")
        .containsPattern("F10 +found with preemption ")
        .contains("spec/check history --kernel v6.8+a-patch");
    assertThat(Files.readString(html))
        .contains("<ins>+\tb(&quot;&lt;x&gt;&amp;&quot;);</ins>")
        .contains("ModulePut_DecIfPositive")
        .doesNotContain("http:", "https:");
  }

  @Test
  void whatCannotBeToldIsSaid() throws IOException {
    assertThat(patch(HEAD + "out:\n \ta();\n+\tb();\n \tc();\n")).isOne();
    assertThat(out.toString())
        .contains("in a function that the hunk does not tell: no action, and no reason is known")
        .contains("look at kernel/module/main.c:700");
  }

  @Test
  void aPatchOfSomethingElseNeedsNothing() throws IOException {
    assertThat(patch((HEAD + "int f(void)\n \ta();\n+\tb();\n \tc();\n").replace("module", "x")))
        .isZero();
    assertThat(out.toString()).contains("Nothing here touches what this specification models.");
  }

  @Test
  void theSubjectMayNameTheKernel() throws IOException {
    String text = HEAD + "void module_put(struct module *m)\n \ta();\n+\tb();\n \tc();\n";
    assertThat(patch("From: a\nSubject: [PATCH 6.1 2/9] x\n\n" + text)).isZero();
    assertThat(out.toString())
        .contains("Kernel: v6.1 (as the subject says, without what its stable line has taken over;")
        .contains("--kernel v6.1.y has that");
    assertThat(patch("From: a\nSubject: [PATCH 7.3 2/9] x\n\n" + text)).isZero();
    assertThat(out.toString()).contains("Kernel: v7.3 (as the subject says)");
  }

  @Test
  void theIndexLinesTellTheKernel() throws IOException {
    String file = "kernel/module/main.c";
    KnownForms forms = KnownForms.load(SpecFolder.find());
    Release release = Release.of("v6.4.6").orElseThrow();
    String id = Optional.ofNullable(forms.files().get(release)).orElseThrow().get(file);
    String diff =
        "diff --git a/F b/F\nindex ID..1234567 100644\n".replace("F", file)
            + HEAD
            + "void module_put(struct module *m)\n \ta();\n+\tb();\n \tc();\n";
    String mail = "From: a\nDate: Fri, 10 May 2019 14:23:20 -0400\nSubject: [PATCH] x\n\n";
    assertThat(patch(mail + diff.replace("ID", String.valueOf(id).substring(0, 9)))).isZero();
    assertThat(out.toString()).contains("Kernel: v6.4.6 (the index lines are of files of v6.4.6;");
    assertThat(patch(diff.replace("ID", "0000000"))).isZero();
    assertThat(out.toString()).contains("(the newest that has these files,");
  }

  @Test
  void theDateTellsTheKernelWhereNothingElseDoes() throws IOException {
    String diff =
        (HEAD + "void module_put(struct module *m)\n \ta();\n+\tb();\n \tc();\n")
            .replace("module/main", "module");
    String mail = "From: a\nDate: Fri, 10 May 2019 14:23:20 -0400\nSubject: [PATCH] x\n\n";
    assertThat(patch(mail + diff)).isZero();
    assertThat(out.toString())
        .contains("Kernel: v5.1 (the newest release when it was written, 2019-05-10;");
    assertThat(patch(mail.replace("2019", "2026") + diff)).isZero();
    assertThat(out.toString()).contains("Kernel: v5.18 (the newest that has these files,");
  }

  @Test
  void aChangeThatTheKernelLacksIsNamed() throws IOException {
    String text =
        HEAD.replace("module/main", "module")
            + "SYSCALL_DEFINE2(delete_module, x)\n \tmutex_unlock(&module_mutex);\n+\tb();\n"
            + " \tc();\n";
    assertThat(patch(text, "--kernel", "v4.9")).isZero();
    assertThat(out.toString())
        .contains("that v4.9 lacks; is the patch one of them?\n  wake-on-unload ")
        .contains("spec/check history --kernel v4.9+CHANGE")
        .containsPattern("\\* DeleteModule_MutexUnlock ")
        .containsPattern("  DeleteModule_ExitEnd ")
        .contains("1 hunk in 1 file: 1 in");
    assertThat(patch(text, "--kernel", "v6.18")).isZero();
    assertThat(out.toString()).doesNotContain("that v6.18 lacks");
  }

  @Test
  void aFunctionThatAModuleModelsByItselfHasItsActions() throws IOException {
    String text = HEAD + "static int idempotent_complete(struct x *m)\n \ta();\n+\tb();\n \tc();\n";
    assertThat(patch(text, "--kernel", "v6.8")).isZero();
    assertThat(out.toString()).contains("Idempotent_Complete ");
    assertThat(patch(text.replace("idempotent_complete", "try_module_get"), "--kernel", "v6.8"))
        .isZero();
    assertThat(out.toString()).contains("TryModuleGet_IsLive").doesNotContain("ThisCpuInc");
  }

  @Test
  void badInputIsOneLine() throws IOException {
    assertThat(patch("no patch\n")).isEqualTo(2);
    assertThat(patch(HEAD, "--kernel", "v99")).isEqualTo(2);
    assertThat(patch(HEAD, "--html", folder.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(3).noneMatch(line -> line.contains("Exception"));
  }
}
