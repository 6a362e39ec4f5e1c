package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rmmodel.checker.cli.TraceCommand;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.trace.format.LogFormat;
import picocli.CommandLine.Option;

/** docs/record.md and the help list the formats that are read, and no others. */
class FormatsInDocumentsTest {
  private static final Path RECORD =
      SpecFolder.find().root().resolveSibling("docs").resolve("record.md");

  @Test
  void theTableHasEachFormatWithItsForm() throws IOException {
    String text = Files.readString(RECORD);
    String table =
        text.substring(text.indexOf("<!-- formats -->"), text.indexOf("<!-- end of formats -->"));
    List<String> ids = new ArrayList<>();
    List<String> forms = new ArrayList<>();
    table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(
            line -> {
              String[] cells = line.replace("`", "").split(" *\\| *", -1);
              ids.add(cells[1]);
              forms.add(cells[3]);
            });

    List<LogFormat> formats = FtraceReader.formats();
    assertThat(ids).isEqualTo(formats.stream().map(LogFormat::id).toList());
    for (int i = 0; i < forms.size(); i++) {
      assertThat(formats.get(i).form()).startsWith(forms.get(i));
    }
  }

  @Test
  void theHelpListsThem() throws ReflectiveOperationException {
    String help =
        String.join(
            " ",
            TraceCommand.class
                .getDeclaredField("format")
                .getAnnotation(Option.class)
                .description());

    assertThat(FtraceReader.formats()).allSatisfy(format -> assertThat(help).contains(format.id()));
  }
}
