package org.rmmodel.checker.patch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads unified diffs, line by line, and whatever stands between them. It keeps the hunks alone,
 * and of these so many characters at most that its memory is bounded.
 */
final class DiffReader {
  private static final int MOST_HUNKS = 20_000;
  private static final int MOST_CHARACTERS = 16_000_000;

  /** What is longer is no line of a kernel's source, and no path in it. */
  private static final int LONGEST = 1000;

  private static final int MOST_REMARKS = 20;
  private static final Pattern HEAD =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@ ?(.*)");
  private static final Pattern INDEX =
      Pattern.compile("index ([0-9a-f]{7,64})\\.\\.[0-9a-f]{7,64}.*");
  private static final Pattern GIT =
      Pattern.compile("diff --git (?:\"?a/)?(\\S+?)\"? \"?(?:b/)?(\\S+?)\"?");

  private final List<Hunk> hunks = new ArrayList<>();
  private final Set<String> files = new LinkedHashSet<>();
  private final Set<String> remarks = new LinkedHashSet<>();
  private int binary;
  private @Nullable LocalDate written;
  private int kept;
  private String title = "";
  private String file = "";
  private String old = "";
  private String index = "";

  private String heading = "";
  private int start;
  private int oldLeft;
  private int newLeft;
  private boolean inHunk;
  private final List<String> lines = new ArrayList<>();

  /** A mail begins, or a part of the input that is none. */
  void begin(String subject) {
    endHunk();
    title = kept(subject);
    file = "";
    old = "";
    index = "";
  }

  void line(String line) {
    if (inHunk && hunkLine(line)) {
      return;
    }
    Matcher git = GIT.matcher(line);
    Matcher id = INDEX.matcher(line);
    Matcher head = HEAD.matcher(line);
    if (git.matches()) {
      name(git.group(2));
      index = "";
    } else if (id.matches()) {
      index = id.group(1);
    } else if (line.startsWith("rename to ")) {
      name(line.substring("rename to ".length()).strip());
    } else if (line.startsWith("Binary files ") || line.equals("GIT binary patch")) {
      binary++;
    } else if (line.startsWith("--- ")) {
      old = path(line);
    } else if (line.startsWith("+++ ") && !old.isEmpty()) {
      String path = path(line);
      name(path.equals("/dev/null") ? old : path);
      old = "";
    } else if (head.matches() && !file.isEmpty()) {
      beginHunk(head);
    } else if (line.startsWith("@@ ") && !file.isEmpty()) {
      remark(shortened(file, 60) + ": a hunk whose head cannot be read: " + shortened(line, 60));
    }
  }

  private static String path(String line) {
    String path = line.substring(4).strip();
    int tab = path.indexOf('\t');
    String name = tab < 0 ? path : path.substring(0, tab).strip();
    return name.startsWith("a/") || name.startsWith("b/") ? name.substring(2) : name;
  }

  private void name(String path) {
    file = shortened(path, LONGEST);
    if (!files.contains(file) && files.size() < MOST_HUNKS && fits(file)) {
      files.add(file);
    }
  }

  /** Whether there is room for a text; it is taken then. */
  private boolean fits(String text) {
    // A line of no characters is an object all the same.
    int size = text.length() + 40;
    if (kept + size > MOST_CHARACTERS) {
      remark("more text than is kept (" + MOST_CHARACTERS + " characters): the rest is left out");
      return false;
    }
    kept += size;
    return true;
  }

  private String kept(String text) {
    String cut = shortened(text, LONGEST);
    return fits(cut) ? cut : "...";
  }

  private void beginHunk(Matcher head) {
    start = Integer.parseInt(head.group(1));
    oldLeft = head.group(2) == null ? 1 : Integer.parseInt(head.group(2));
    newLeft = head.group(4) == null ? 1 : Integer.parseInt(head.group(4));
    heading = shortened(head.group(5).strip(), LONGEST);
    lines.clear();
    inHunk = true;
    endIfWhole();
  }

  /** Takes a line of the hunk; false if it is none, and then the hunk is cut off. */
  private boolean hunkLine(String line) {
    char sign = line.isEmpty() ? ' ' : line.charAt(0);
    if (sign == '\\') {
      return true;
    }
    boolean fits =
        (sign == ' ' && oldLeft > 0 && newLeft > 0)
            || (sign == '-' && oldLeft > 0 && !line.equals("-- "))
            || (sign == '+' && newLeft > 0);
    if (!fits) {
      endHunk();
      return false;
    }
    String cut = line.isEmpty() ? " " : shortened(line, LONGEST);
    if (fits(cut)) {
      lines.add(cut);
    }
    oldLeft -= sign == '+' ? 0 : 1;
    newLeft -= sign == '-' ? 0 : 1;
    endIfWhole();
    return true;
  }

  private void endIfWhole() {
    if (oldLeft == 0 && newLeft == 0) {
      endHunk();
    }
  }

  private void endHunk() {
    if (!inHunk) {
      return;
    }
    inHunk = false;
    boolean whole = oldLeft == 0 && newLeft == 0;
    if (!whole) {
      remark(
          shortened(file, 60)
              + ": the hunk at line "
              + start
              + " is cut off; what is there of it is shown");
    }
    if (hunks.size() < MOST_HUNKS && fits(heading)) {
      hunks.add(new Hunk(title, file, index, start, heading, lines, whole));
    } else {
      remark("more hunks than are kept (" + MOST_HUNKS + "): the rest is left out");
    }
  }

  /** Takes the date of a mail; the newest counts. */
  void date(LocalDate date) {
    written = written == null || date.isAfter(written) ? date : written;
  }

  void remark(String remark) {
    if (remarks.size() < MOST_REMARKS) {
      remarks.add(remark);
    }
  }

  private static String shortened(String line, int longest) {
    return line.length() <= longest ? line : line.substring(0, longest) + "...";
  }

  Patches end() {
    endHunk();
    return new Patches(
        hunks, files.size(), binary, Optional.ofNullable(written), List.copyOf(remarks));
  }
}
