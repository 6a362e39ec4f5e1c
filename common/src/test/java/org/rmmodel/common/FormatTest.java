package org.rmmodel.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every file that people read keeps the rules of .editorconfig: the column limit, no blanks at the
 * end of a line, lines that end with a line feed, the last one too. Java's layout besides is
 * google-java-format's, which Spotless checks.
 */
class FormatTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /**
   * What people read. Recordings, pictures and what programs write are none of these: recorded.lock
   * has a line for each run.
   */
  private static final Pattern READ =
      Pattern.compile(".*\\.(tla|cfg|yaml|md|sh|xml|java|properties|config)|run|check");

  private static final Set<String> NOT_OURS = Set.of(".git", "target", ".mvn", "states");

  /** What Markdown cannot break: the row of a table. */
  private static final Pattern MARKDOWN_ROW = Pattern.compile("\\s*\\|.*");

  /** One word, such as an address; it may have a sign of a list or a comment before it. */
  private static final Pattern ONE_WORD = Pattern.compile("\\s*(?:[-*#]+ )?\\S+");

  /** What google-java-format leaves: an import, a string that cannot be broken. */
  private static final Pattern JAVA_TEXT = Pattern.compile("import .*|.*\"[^\"]{60,}\".*");

  @Test
  void every_file_that_people_read_keeps_the_rules_of_editorconfig() throws IOException {
    int limit = limit("[*]");
    int javaLimit = limit("[*.java]");
    List<Path> files = files();
    List<String> wrong = new ArrayList<>();
    for (Path file : files) {
      check(file, file.toString().endsWith(".java") ? javaLimit : limit, wrong);
    }
    assertThat(files).hasSizeGreaterThan(500);
    assertThat(wrong).isEmpty();
  }

  private static int limit(String section) throws IOException {
    String config = Files.readString(ROOT.resolve(".editorconfig"));
    Matcher limit =
        Pattern.compile("max_line_length = (\\d+)")
            .matcher(config.substring(config.indexOf(section)));
    assertThat(limit.find()).as(section + " has a limit").isTrue();
    return Integer.parseInt(limit.group(1));
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (READ.matcher(String.valueOf(file.getFileName())).matches()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  private static void check(Path file, int limit, List<String> wrong) throws IOException {
    String name = ROOT.relativize(file).toString();
    String text = Files.readString(file, StandardCharsets.UTF_8);
    if (!text.endsWith("\n") || text.endsWith("\n\n")) {
      wrong.add(name + ": does not end with one line end");
    }
    if (text.contains("\r")) {
      wrong.add(name + ": lines end with a carriage return");
    }
    List<String> lines = text.lines().toList();
    boolean inText = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.endsWith(" ") || line.endsWith("\t")) {
        wrong.add(name + ":" + (i + 1) + ": blanks at the end");
      }
      inText ^= name.endsWith(".java") && line.contains("\"\"\"");
      int columns = line.codePointCount(0, line.length());
      if (columns > limit && !inText && !mayBeLong(name, line)) {
        wrong.add(name + ":" + (i + 1) + ": longer than " + limit);
      }
    }
  }

  private static boolean mayBeLong(String name, String line) {
    return ONE_WORD.matcher(line).matches()
        || (name.endsWith(".md") && MARKDOWN_ROW.matcher(line).matches())
        || (name.endsWith(".java") && JAVA_TEXT.matcher(line).matches());
  }
}
