package org.rmmodel.checker.tlc;

import java.net.MalformedURLException;
import java.nio.charset.StandardCharsets;
import java.rmi.Naming;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.RemoteException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.rmmodel.common.EndsWithParent;
import org.rmmodel.common.ExitStatus;
import org.rmmodel.common.OneLine;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.output.MPRecorder;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCServerRMI;
import tlc2.tool.distributed.TLCWorker;
import tlc2.tool.distributed.fp.DistributedFPSet;

/**
 * What runs in a worker's JVM: TLC's own worker, or its fingerprint server. Before it joins, this
 * waits for the run's server and compares TLC's jar with the server's.
 *
 * <p>A worker that fails to reach the server's fingerprints prints an error and returns its states
 * as if all of them had been seen before ({@code NonDistributedFPSetManager.containsBlock}); the
 * search would then miss states and say that it is complete. So a worker that prints an error ends
 * at once, before it can return anything: the server gives its states to another one.
 */
final class DistributedWorker {
  /** What lines for the user begin with. */
  static final String SAYS = "rmmodel: ";

  private static final long AGAIN_MILLIS = 200;

  private DistributedWorker() {}

  /**
   * Runs the worker until the server has no more to do.
   *
   * @param args the server's host and port; the address and the port to listen at; the key's file
   *     or an empty text; the TLC that this is; the seconds to wait for the server; {@code worker}
   *     or {@code fingerprints}
   */
  public static void main(String[] args) {
    EndsWithParent.watch();
    String host = args[0];
    String port = args[1];
    try {
      int own = RmiSockets.install(args[2], Integer.parseInt(args[3]), args[4]);
      System.setProperty(TLCServer.class.getName() + ".port", port);
      boolean keepsFingerprints = args[7].equals("fingerprints");
      // A fingerprint server comes before the server is ready for workers.
      String name = keepsFingerprints ? TLCServer.SERVER_NAME : TLCServer.SERVER_WORKER_NAME;
      TLCServerRMI server = find(host, port, name, Long.parseLong(args[6]));
      refuseAnother(server, args[5]);
      endWithErrors("//" + host + ":" + port + "/" + name);
      say("joins " + host + ":" + port + ", and listens at " + args[2] + ":" + own);
      if (keepsFingerprints) {
        DistributedFPSet.main(new String[] {host});
      } else {
        TLCWorker.main(new String[] {host});
      }
    } catch (Refusal e) {
      end(text(e), e.status);
    } catch (Exception e) {
      end(text(e), ExitStatus.INCONCLUSIVE);
    }
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final ExitStatus status;

    Refusal(String message, ExitStatus status) {
      super(message);
      this.status = status;
    }
  }

  /** From now on this JVM ends as soon as TLC prints an error in it. */
  static void endWithErrors(String server) {
    MP.setRecorder(new EndsWithErrors(server));
  }

  private static TLCServerRMI find(String host, String port, String name, long seconds)
      throws Refusal, InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    String where = host + ":" + port;
    boolean told = false;
    while (true) {
      String why;
      try {
        return (TLCServerRMI) Naming.lookup("//" + where + "/" + name);
      } catch (NotBoundException | NoSuchObjectException e) {
        why = "its server is not ready";
      } catch (java.rmi.UnknownHostException e) {
        throw new Refusal(host + ": no such host", ExitStatus.BAD_INPUT);
      } catch (MalformedURLException e) {
        throw new Refusal(where + ": not a host and a port", ExitStatus.BAD_INPUT);
      } catch (RemoteException e) {
        if (has(e, SSLException.class).isPresent()) {
          throw new Refusal(
              where + ": the server has another key, or none: " + text(e), ExitStatus.BAD_INPUT);
        }
        if (has(e, java.net.ConnectException.class).isEmpty()) {
          throw new Refusal(
              where + ": no server of TLC without a key answers there: " + text(e),
              ExitStatus.BAD_INPUT);
        }
        why = "nobody answers there";
      }
      if (System.nanoTime() > end) {
        throw new Refusal(
            where + ": " + why + ", after " + seconds + " s", ExitStatus.INCONCLUSIVE);
      }
      if (!told) {
        say("waits for " + where + ": " + why);
        told = true;
      }
      Thread.sleep(AGAIN_MILLIS);
    }
  }

  private static void refuseAnother(TLCServerRMI server, String mine) throws Refusal {
    String its;
    try {
      its = new String(server.getFile(TlcIdentity.FILE), StandardCharsets.UTF_8).strip();
    } catch (RemoteException | RuntimeException e) {
      throw new Refusal(
          "the server does not say which TLC it is: it was not started by spec/check run"
              + " --distributed",
          ExitStatus.BAD_INPUT);
    }
    if (!TlcIdentity.digest(its).equals(TlcIdentity.digest(mine))) {
      throw new Refusal(
          "the server has another TLC: "
              + TlcIdentity.name(its)
              + ", and this one is "
              + TlcIdentity.name(mine)
              + " (their SHA-256 differ)",
          ExitStatus.BAD_INPUT);
    }
  }

  private static <T extends Throwable> Optional<T> has(Throwable error, Class<T> kind) {
    for (Throwable at = error; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
    }
    return Optional.empty();
  }

  private static String text(Throwable error) {
    return OneLine.of(String.valueOf(error.getMessage()));
  }

  private static void say(String text) {
    System.out.println(SAYS + text);
    System.out.flush();
  }

  private static void end(String text, ExitStatus status) {
    say(text);
    // Threads of TLC may be at work, and what they would return is not to be believed.
    Runtime.getRuntime().halt(status.code());
  }

  /** Ends this JVM as soon as TLC prints an error in it, in the thread that prints it. */
  private static final class EndsWithErrors extends MPRecorder {
    private final String server;

    EndsWithErrors(String server) {
      this.server = server;
    }

    @Override
    public void record(int code, Object... objects) {
      if (code == EC.TLC_DISTRIBUTED_SERVER_NOT_RUNNING) {
        end("the server is gone", ExitStatus.INCONCLUSIVE);
      } else if (code == EC.GENERAL) {
        end(
            (isGone() ? "the server is gone: " : "the worker ends, as it has an error: ")
                + OneLine.of(objects.length == 0 ? "" : String.valueOf(objects[0])),
            ExitStatus.INCONCLUSIVE);
      }
    }

    /** Whether it has ended, which is what most errors come from. */
    private boolean isGone() {
      try {
        Naming.lookup(server);
        return false;
      } catch (RemoteException | NotBoundException | MalformedURLException e) {
        return true;
      }
    }
  }
}
