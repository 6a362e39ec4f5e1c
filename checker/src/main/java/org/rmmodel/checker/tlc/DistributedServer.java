package org.rmmodel.checker.tlc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rmmodel.common.EndsWithParent;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.output.MPRecorder;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateInfo;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.TLCApp;
import tlc2.tool.distributed.TLCServer;
import tlc2.util.FP64;
import util.Assert.TLCRuntimeException;
import util.SimpleFilenameToStream;

/**
 * What runs in the JVM of a distributed run's server: TLC's own server. Around it, this says at
 * which port it listens, and what TLC's usual exit status would be, which TLC's server does not
 * have.
 *
 * <p>That server checks no assumptions: they are checked first. And it shows the behaviour that
 * goes wrong and does not say what is wrong with it (the worker's message is dropped in {@code
 * TLCServerThread}); so the behaviour's end is asked once more here.
 */
final class DistributedServer {
  /** The line that says at which port it listens. */
  static final String LISTENS = "rmmodel: listens at port ";

  /**
   * The line that says TLC's exit status, just before the end: the JVM's own is that of {@code
   * FPSet.exit}, which is always 0.
   */
  static final String STATUS = "rmmodel: status ";

  /** What it says if TLC's server stopped at a state for a reason that is not the state's. */
  static final String NOTHING_WRONG =
      "a behaviour is shown, and nothing is found to be wrong at its end";

  private static final int OK = 0;
  private static final int FAILED = 1;
  private static final int DEADLOCK = 11;
  private static final int VIOLATED = 12;

  private static final Pattern INVARIANT =
      Pattern.compile("Error: Invariant (\\S+) is violated\\.", Pattern.DOTALL);

  /** How many arguments come before those of TLC. */
  private static final int OWN = 4;

  private DistributedServer() {}

  /**
   * Runs the server.
   *
   * @param args the address to listen at, the port or 0, the key's file or an empty text, the
   *     milliseconds between two checkpoints, and TLC's arguments: at last {@code -config}, the cfg
   *     and the module, both in the current folder or in that of the library
   */
  public static void main(String[] args) {
    EndsWithParent.watch();
    try {
      int port = RmiSockets.install(args[0], Integer.parseInt(args[1]), args[2]);
      System.setProperty(TLCServer.class.getName() + ".port", "" + port);
      TLCGlobals.chkptDuration = Long.parseLong(args[3]);
      List<String> arguments = new ArrayList<>(Arrays.asList(args).subList(OWN, args.length));
      int status = assumptions(arguments);
      if (status == OK) {
        System.out.println(LISTENS + port);
        MP.setRecorder(new Heard(arguments));
        TLCServer.main(arguments.toArray(new String[0]));
        // It does not come to this if TLC closes its fingerprints, since that ends the JVM.
        status = FAILED;
      }
      MP.flush();
      System.out.flush();
      System.exit(status);
    } catch (Exception e) {
      System.err.println(e);
      System.exit(FAILED);
    }
  }

  /** TLC's server checks none. What does not parse is found here, too. */
  private static int assumptions(List<String> arguments) throws IOException {
    TLCGlobals.tool = true;
    FP64.Init(0);
    int code;
    try {
      code = app(arguments).tool.checkAssumptions();
    } catch (TLCRuntimeException e) {
      code = MP.printTLCRuntimeException(e);
    } catch (RuntimeException e) {
      code = MP.printError(EC.GENERAL, e);
    }
    return EC.ExitStatus.errorConstantToExitStatus(code);
  }

  private static TLCApp app(List<String> arguments) throws IOException {
    String module = arguments.get(arguments.size() - 1).replaceFirst("\\.tla$", "");
    String cfg = arguments.get(arguments.indexOf("-config") + 1).replaceFirst("\\.cfg$", "");
    boolean deadlock = !arguments.contains("-deadlock");
    return new TLCApp(module, cfg, deadlock, new SimpleFilenameToStream());
  }

  private static int status(Heard heard, List<String> arguments) throws IOException {
    if (!heard.initially.isEmpty()) {
      Matcher invariant = INVARIANT.matcher(heard.initially.get(0));
      if (invariant.matches()) {
        MP.printError(
            EC.TLC_INVARIANT_VIOLATED_INITIAL,
            new String[] {invariant.group(1), heard.initially.get(1)});
        return VIOLATED;
      }
      return FAILED;
    }
    if (!heard.behaviour.isEmpty()) {
      return whatIsWrong(heard.behaviour, arguments);
    }
    return heard.success ? OK : FAILED;
  }

  private static int whatIsWrong(List<TLCState> behaviour, List<String> arguments)
      throws IOException {
    TLCApp app = app(arguments);
    TLCState last = behaviour.get(behaviour.size() - 1);
    try {
      if (behaviour.size() > 1) {
        app.checkState(behaviour.get(behaviour.size() - 2), last);
      }
      app.getNextStates(last);
    } catch (WorkerException e) {
      String text = String.valueOf(e.getMessage());
      Matcher invariant = INVARIANT.matcher(text);
      if (invariant.matches()) {
        MP.printError(EC.TLC_INVARIANT_VIOLATED_BEHAVIOR, invariant.group(1));
        return VIOLATED;
      }
      if (text.startsWith("Error: deadlock reached")) {
        MP.printError(EC.TLC_DEADLOCK_REACHED);
        return DEADLOCK;
      }
      MP.printError(EC.GENERAL, text);
      return FAILED;
    } catch (RuntimeException e) {
      MP.printError(EC.GENERAL, String.valueOf(e.getMessage()));
      return FAILED;
    }
    MP.printError(EC.GENERAL, NOTHING_WRONG);
    return FAILED;
  }

  /** What TLC has said, as far as the exit status depends on it. */
  private static final class Heard extends MPRecorder {
    private final List<TLCState> behaviour = new ArrayList<>();
    private List<String> initially = List.of();
    private final List<String> arguments;
    private boolean success;

    Heard(List<String> arguments) {
      this.arguments = arguments;
    }

    @Override
    public synchronized void record(int code, Object... objects) {
      if (code == EC.TLC_SUCCESS) {
        success = true;
      } else if (code == EC.TLC_INITIAL_STATE && objects.length > 1) {
        initially = List.of(String.valueOf(objects[0]), String.valueOf(objects[1]));
      } else if (code == EC.TLC_FINISHED) {
        sayStatus();
      } else if (objects.length > 0 && objects[0] instanceof TLCStateInfo info) {
        behaviour.add(info.state);
      }
    }

    private void sayStatus() {
      int status;
      try {
        status = status(this, arguments);
      } catch (IOException | RuntimeException e) {
        MP.printError(EC.GENERAL, e);
        status = FAILED;
      }
      System.out.println(STATUS + status);
    }
  }
}
