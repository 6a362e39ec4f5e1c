package org.rmmodel.checker.tlc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rmmodel.common.EndsWithParent;
import tlc2.TLC;
import tlc2.output.EC;
import util.SimpleFilenameToStream;

/**
 * What runs in TLC's own JVM: one run of TLC after another, since starting a JVM takes longer than
 * most runs.
 *
 * <p>TLC was written for one run per JVM. What a run would leave to the next is taken care of here:
 *
 * <ul>
 *   <li>TLC numbers words as it meets them and sorts sets by these numbers. So all words of the
 *       specification are numbered beforehand, in the order of the alphabet, and the states are
 *       searched in the same order whatever ran before. Model values' fingerprints are made from
 *       these numbers, too, and a search for cycles goes by fingerprints. So the words of its own
 *       cfg come first: which cycle it shows then depends on nothing that is written elsewhere.
 *   <li>It notes at each word where its definition lies. That is wiped.
 *   <li>It keeps the buffers of files that were closed, twice those of files that were closed
 *       twice. They are dropped.
 * </ul>
 *
 * What remains of a search for cycles, and of one that found an error, cannot be wiped: see {@link
 * TlcRun}.
 */
final class TlcWorker {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern SPELLED = Pattern.compile(".*\\.(tla|cfg|yaml)");

  private TlcWorker() {}

  /**
   * Runs TLC once for each request on standard input, until that ends. A request is the line that
   * ends the answer, the number of TLC's arguments, and these. The answer is what TLC says, and
   * then that line with a blank and TLC's exit status behind it.
   *
   * @param args the cfg, if all runs are of one, and the specification's folders
   * @throws IOException if a file of the specification or a request cannot be read
   */
  public static void main(String[] args) throws IOException {
    for (String word : words(args, Files::isRegularFile)) {
      TlcInternals.number(word);
    }
    for (String word : words(args, Files::isDirectory)) {
      TlcInternals.number(word);
    }
    EndsWithParent.watch();
    boolean countsFirings = TlcInternals.countsFirings();
    DataInputStream requests = new DataInputStream(System.in);
    while (true) {
      String end;
      try {
        end = requests.readUTF();
      } catch (EOFException e) {
        System.exit(0);
        return;
      }
      String[] arguments = new String[requests.readInt()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = requests.readUTF();
      }
      TlcInternals.forget();
      int status = run(countsFirings ? withoutCoverage(arguments) : arguments);
      TlcInternals.tellFirings();
      System.out.println("\n" + end + " " + status);
      System.out.flush();
    }
  }

  private static String[] withoutCoverage(String[] arguments) {
    List<String> others = new ArrayList<>(Arrays.asList(arguments));
    int at = others.indexOf(TlcRun.COVERAGE);
    if (at >= 0) {
      others.subList(at, at + 2).clear();
    }
    return others.toArray(new String[0]);
  }

  private static int run(String[] arguments) {
    TLC tlc = new TLC();
    if (!tlc.handleParameters(arguments)) {
      return EC.ExitStatus.ERROR;
    }
    tlc.setResolver(new SimpleFilenameToStream());
    try {
      return EC.ExitStatus.errorConstantToExitStatus(tlc.process());
    } catch (RuntimeException e) {
      System.err.println(e);
      return EC.ExitStatus.ERROR;
    }
  }

  /** All that may become a string, a record's field or a model value. */
  private static SortedSet<String> words(String[] places, Predicate<Path> which)
      throws IOException {
    SortedSet<String> words = new TreeSet<>();
    for (Path place : Stream.of(places).map(Path::of).filter(which).toList()) {
      try (Stream<Path> files = Files.walk(place, 1)) {
        files
            .filter(file -> SPELLED.matcher(file.getFileName().toString()).matches())
            .filter(Files::isRegularFile)
            .map(TlcWorker::text)
            .map(WORD::matcher)
            .flatMap(Matcher::results)
            .forEach(word -> words.add(word.group()));
      }
    }
    return words;
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
