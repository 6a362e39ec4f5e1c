package org.rmmodel.common;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where the program writes: results to the output, progress to the error output if that is a
 * terminal.
 */
public final class Terminal {
  private static final String CLEAR = "\r\u001b[K";
  private static final int COLUMNS = 80;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colour;
  private final boolean live;
  private final int columns;
  private final Runnable ifLost;
  private String program = "";
  private boolean statusShown;
  private boolean lost;

  /**
   * A terminal, or two files.
   *
   * @param out results
   * @param err progress and errors
   * @param colour whether results may be coloured
   * @param live whether progress may be drawn over itself on the error output
   */
  public Terminal(PrintWriter out, PrintWriter err, boolean colour, boolean live) {
    this(out, err, colour, live, COLUMNS, () -> {});
  }

  Terminal(
      PrintWriter out,
      PrintWriter err,
      boolean colour,
      boolean live,
      int columns,
      Runnable ifLost) {
    this.out = out;
    this.err = err;
    this.colour = colour;
    this.live = live;
    this.columns = columns > 0 && columns < COLUMNS ? columns : COLUMNS;
    this.ifLost = ifLost;
  }

  /**
   * The streams of this process, in UTF-8 whatever the locale is. System properties, which the
   * commands' scripts set, say whether they are terminals: rmmodel.terminal.out and .err, and how
   * wide that of the errors is: rmmodel.terminal.columns. As soon as a result cannot be printed,
   * nobody will read the others: this process ends then.
   *
   * @return the terminal; without colour and progress if the environment has NO_COLOR or TERM=dumb
   */
  public static Terminal ofThisProcess() {
    boolean able = System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        able && Boolean.getBoolean("rmmodel.terminal.out"),
        able && Boolean.getBoolean("rmmodel.terminal.err"),
        Integer.getInteger("rmmodel.terminal.columns", COLUMNS),
        Terminal::endThisProcess);
  }

  /** From another thread, as the end itself may want to print. */
  private static void endThisProcess() {
    new Thread(() -> System.exit(ExitStatus.BAD_INPUT.code()), "nobody reads").start();
  }

  /**
   * Writers that are no terminal, such as a test's.
   *
   * @param out results
   * @param err progress and errors
   * @return the terminal, without colour and progress
   */
  public static Terminal of(PrintWriter out, PrintWriter err) {
    return new Terminal(out, err, false, false);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Says which program prints here, for its errors to begin with. */
  synchronized void printsFor(String name) {
    program = name + ": ";
  }

  /**
   * Where results go.
   *
   * @return the writer
   */
  public PrintWriter out() {
    return out;
  }

  /**
   * Where progress and errors go.
   *
   * @return the writer
   */
  public PrintWriter err() {
    return err;
  }

  /** Writes what is still held back. */
  public synchronized void flush() {
    clear();
    out.flush();
    err.flush();
  }

  /**
   * Whether progress may be drawn over itself.
   *
   * @return true if the error output is a terminal
   */
  public boolean isLive() {
    return live;
  }

  /**
   * Prints a result, without what a terminal would obey ({@link OneLine#printable}).
   *
   * @param text one or more lines, without the last line's end
   */
  public synchronized void print(String text) {
    clear();
    out.println(OneLine.printable(text));
    if (isLost()) {
      ifLost.run();
    }
  }

  /**
   * Whether something of the results could not be written: the disk is full, or who read them has
   * gone (a pipe to head). It is said once, on the error output.
   *
   * @return true if something is lost
   */
  public synchronized boolean isLost() {
    if (out.checkError() && !lost) {
      lost = true;
      error(program + "the output cannot be written");
    }
    return lost;
  }

  /**
   * Prints a line on the error output.
   *
   * @param line the line
   */
  public synchronized void error(String line) {
    clear();
    err.println(OneLine.printable(line));
    err.flush();
  }

  /**
   * Shows how far things are, in place of what this showed before. Does nothing where the error
   * output is no terminal.
   *
   * @param line the line; it is cut to fit the terminal, and to 79 characters
   */
  public synchronized void status(String line) {
    if (live) {
      err.print(CLEAR + line.substring(0, Math.min(line.length(), columns - 1)));
      err.flush();
      statusShown = true;
    }
  }

  /** Removes what {@link #status} shows. */
  public synchronized void clear() {
    if (statusShown) {
      err.print(CLEAR);
      err.flush();
      statusShown = false;
    }
  }

  /**
   * A word in green or red, on a terminal.
   *
   * @param word the word
   * @param good whether it is good news
   * @return the word with or without colour
   */
  public String coloured(String word, boolean good) {
    return colour ? "\u001b[" + (good ? "32" : "31;1") + "m" + word + "\u001b[0m" : word;
  }
}
