package org.rmmodel.jcstress.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;
import org.rmmodel.common.EndsWithParent;

/**
 * The program of a forked JVM: runs one test with the runner that jcstress has generated for it,
 * and prints what came out, one line each. Nothing is judged here.
 *
 * <p>jcstress's own main program is not used: it probes the JVM for some 10 seconds before each
 * run, and writes where it likes.
 */
public final class Fork {
  /** Begins every line that is for the parent. */
  static final String MARK = "litmus\t";

  static final String STATUS = "status";
  static final String OUTCOME = "outcome";
  static final String MESSAGE = "message";

  private static final int STRIDE_SIZE = 16;
  private static final int STRIDE_COUNT = 160;
  private static final int FOOTPRINT_MB = 64;

  private Fork() {}

  /**
   * Runs a test.
   *
   * @param args the runner's class, and for how many milliseconds to run it
   */
  public static void main(String[] args) {
    EndsWithParent.watch();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    print(out, run(args[0], Integer.parseInt(args[1])));
    out.flush();
    // Threads that hang are left where they are.
    Runtime.getRuntime().halt(0);
  }

  /**
   * Runs a test in this JVM.
   *
   * @param runner the runner's class
   * @param millis for how long
   * @return what came out
   */
  static TestResult run(String runner, int millis) {
    try {
      return Class.forName(runner)
          .asSubclass(Runner.class)
          .getConstructor(ForkedTestConfig.class)
          .newInstance(config(runner, millis))
          .run();
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The configuration, by the only public way to one without probing the JVM. */
  private static ForkedTestConfig config(String runner, int millis) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(bytes);
    data.writeInt(Arrays.asList(SpinLoopStyle.values()).indexOf(SpinLoopStyle.THREAD_YIELD));
    data.writeInt(millis);
    data.writeInt(1); // once
    data.writeUTF(runner);
    data.writeInt(FOOTPRINT_MB);
    data.writeInt(STRIDE_SIZE);
    data.writeInt(STRIDE_COUNT);
    data.writeBoolean(false); // threads go where the system puts them
    return new ForkedTestConfig(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static void print(PrintStream out, TestResult result) {
    for (String outcome : result.getStateKeys()) {
      out.println(MARK + OUTCOME + '\t' + result.getCount(outcome) + '\t' + outcome);
    }
    for (String message : result.getMessages()) {
      out.println(MARK + MESSAGE + '\t' + message.replace('\n', ' '));
    }
    // Last, so that who reads it has read everything.
    out.println(MARK + STATUS + '\t' + result.status());
  }
}
