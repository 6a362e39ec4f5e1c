package org.rmmodel.checker;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.rmmodel.checker.catalogue.Case;
import org.rmmodel.checker.catalogue.Catalogue;
import org.rmmodel.checker.cli.Check;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.common.Terminal;

/** A small specification of the tests' own, copied to where a test may spoil it. */
public final class Toy {
  private static final Path ORIGINAL = Path.of("src", "test", "resources", "toy");

  private final Path root;

  /** A copy in an empty folder. */
  public Toy(Path root) {
    this.root = root;
    try (Stream<Path> files = Files.walk(ORIGINAL)) {
      for (Path file : files.toList()) {
        Path copy = root.resolve(ORIGINAL.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a call of the program printed and returned. */
  public record Called(int exit, String out, String err) {
    /** The lines of the error output. */
    public List<String> errorLines() {
      return err.lines().toList();
    }
  }

  public SpecFolder folder() {
    return new SpecFolder(root, path("target"));
  }

  public Path path(String file) {
    return root.resolve(file);
  }

  public Catalogue catalogue() {
    return Catalogue.load(folder());
  }

  public Case only(String name) {
    return catalogue().find(List.of(name)).get(0);
  }

  /** Replaces a text that a file has. */
  public Toy change(String file, String from, String to) {
    try {
      String text = Files.readString(path(file));
      if (!text.contains(from)) {
        throw new IllegalArgumentException(file + " has no " + from);
      }
      Files.writeString(path(file), text.replace(from, to));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a text to a file. */
  public Toy append(String file, String text) {
    try {
      Files.writeString(path(file), Files.readString(path(file)) + text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends a model with one run, on the series, not preemptible, and what was counted of it. */
  public Toy model(String name, String fields, String outcome, String counted) {
    if (!counted.isEmpty()) {
      append("models/recorded.lock", name + ":p5-nopreempt " + counted + " asks=patch5\n");
    }
    return append(
        "models/toy.yaml",
        """
          - name: %s
            title: "A model of a test."
            lane: smoke
        %s    runs: {%s: [p5-nopreempt]}
        """
            .formatted(name, fields.isEmpty() ? "" : "    " + fields + "\n", outcome));
  }

  /** Calls the program on this specification. */
  public Called call(String... args) {
    return call(this::folder, args);
  }

  /** Calls the program, and does something else as soon as it has read the specification. */
  public Called callMeanwhile(Runnable meanwhile, String... args) {
    AtomicInteger asked = new AtomicInteger();
    return call(
        () -> {
          if (asked.getAndIncrement() == 1) {
            meanwhile.run();
          }
          return folder();
        },
        args);
  }

  private Called call(Supplier<SpecFolder> folders, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    int exit = Check.run(folders, new Terminal(outWriter, errWriter, false, false), args);
    return new Called(exit, out.toString(), err.toString());
  }
}
