package org.rmmodel.checker.tlc;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.PrintStream;

/**
 * How a JVM serves one run after another, since starting one takes longer than most runs. {@link
 * TlcProcess} is the other side.
 *
 * <p>A request is the line that ends the answer, the number of arguments, and these. The answer is
 * what is written to standard output meanwhile, and then that line with a blank and the run's
 * status behind it.
 */
public final class Requests {
  private Requests() {}

  /** Serves a run. */
  @FunctionalInterface
  public interface Run {
    /**
     * Serves it.
     *
     * @param arguments what is asked
     * @return its status
     * @throws Exception if it failed
     */
    int serve(String[] arguments) throws Exception;
  }

  /**
   * Serves each request on standard input, until that ends, and ends this JVM then. Before each of
   * them what TLC would keep of the last one is wiped.
   *
   * @param run serves one
   * @throws Exception if a request cannot be read, or a run failed
   */
  public static void serve(Run run) throws Exception {
    PrintStream out = System.out;
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
      int status = run.serve(arguments);
      out.println("\n" + end + " " + status);
      out.flush();
    }
  }
}
