package org.rmmodel.checker.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.OneLine;

/**
 * A folder with the source of Linux. Links are followed where a file is asked for by name, and
 * never where files are looked for, so that links that loop do no harm; a file is read up to
 * {@value #LARGEST_FILE} bytes.
 *
 * @param root the folder
 * @param release what its Makefile says that it is
 */
public record SourceTree(Path root, Release release) {
  /**
   * The largest file that is read whole; the largest file with a modelled function has a tenth of
   * it.
   */
  static final int LARGEST_FILE = 4 << 20;

  private static final int MOST_FILES = 50_000;
  private static final int DEEPEST = 8;
  private static final Pattern NUMBER =
      Pattern.compile(
          "^(VERSION|PATCHLEVEL|SUBLEVEL)[ \t]*=[ \t]*(\\d{1,4})\\s*$", Pattern.MULTILINE);

  /**
   * Looks at a folder.
   *
   * @param root the folder
   * @param needs of each of these lists it must have a file
   * @return the tree
   * @throws BadInput if it is no such tree; it says what is missing
   */
  public static SourceTree at(Path root, List<List<String>> needs) {
    if (!Files.isDirectory(root)) {
      throw new BadInput(root + ": " + (Files.exists(root) ? "is no folder" : "no such folder"));
    }
    String makefile =
        new SourceTree(root, new Release(0, 0, java.util.OptionalInt.empty()))
            .read("Makefile")
            .orElseThrow(() -> new BadInput(root + ": no Linux source tree: it has no Makefile"));
    Matcher number = NUMBER.matcher(makefile);
    String[] parts = new String[3];
    while (number.find()) {
      int place = List.of("VERSION", "PATCHLEVEL", "SUBLEVEL").indexOf(number.group(1));
      parts[place] = parts[place] == null ? number.group(2) : parts[place];
    }
    Optional<Release> release =
        parts[0] == null || parts[1] == null
            ? Optional.empty()
            : Release.of(parts[0] + "." + parts[1] + (parts[2] == null ? "" : "." + parts[2]));
    SourceTree tree =
        new SourceTree(
            root,
            release.orElseThrow(
                () ->
                    new BadInput(
                        root
                            + ": no Linux source tree: its Makefile has no VERSION and PATCHLEVEL")));
    List<String> missing =
        needs.stream()
            .filter(
                files -> files.stream().noneMatch(file -> Files.isRegularFile(root.resolve(file))))
            .map(files -> String.join(" or ", files))
            .toList();
    if (!missing.isEmpty()) {
      throw new BadInput(
          root + ": no whole Linux source tree: it lacks " + String.join(", ", missing));
    }
    return tree;
  }

  /**
   * A file's text.
   *
   * @param file its path from the root
   * @return the text, a character for each byte; empty if there is no such file, or it is too large
   * @throws BadInput if it is there and cannot be read
   */
  public Optional<String> read(String file) {
    return bytes(file).map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1));
  }

  /**
   * The beginning of git's id of a file, which is what a patch's {@code index} line has.
   *
   * @param file its path from the root
   * @return 16 digits of the SHA-1 of git's object with the file's bytes; empty as for {@link
   *     #read}
   */
  public Optional<String> id(String file) {
    return bytes(file).map(SourceTree::id);
  }

  private static String id(byte[] bytes) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      sha1.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(sha1.digest(bytes)).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-1", e);
    }
  }

  private Optional<byte[]> bytes(String file) {
    Path path = root.resolve(file);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
      return bytes.length > LARGEST_FILE ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      throw new BadInput(path + ": cannot be read: " + OneLine.of(e));
    }
  }

  /**
   * The C files below folders.
   *
   * @param folders the folders, from the root
   * @return their paths from the root, sorted; what cannot be read is left out
   */
  List<String> below(Iterable<String> folders) {
    List<String> files = new ArrayList<>();
    for (String folder : folders) {
      Path top = root.resolve(folder);
      if (Files.isDirectory(top)) {
        walk(top, files);
      }
    }
    return files.stream().sorted().distinct().toList();
  }

  private void walk(Path top, List<String> files) {
    try {
      Files.walkFileTree(
          top,
          java.util.Set.of(),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              String name = String.valueOf(file.getFileName());
              if (attributes.isRegularFile() && (name.endsWith(".c") || name.endsWith(".h"))) {
                files.add(root.relativize(file).toString().replace('\\', '/'));
              }
              return files.size() < MOST_FILES
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new BadInput(top + ": cannot be read: " + OneLine.of(e));
    }
  }
}
