package org.rmmodel.checker.tlc;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.rmmodel.common.Children;

/**
 * A JVM that serves one run after another ({@link Requests}), seen from outside. One run at a time.
 */
public final class TlcProcess implements AutoCloseable {
  private static final int LONGEST_LINE = 1 << 17;

  /** How often a run is asked what it has used, in milliseconds. */
  private static final long LOOK_MILLIS = 100;

  /** How much TLC may say in one run, in bytes. */
  static final long MOST_OUTPUT = 64L << 20;

  private final Process process;
  private final DataOutputStream requests;
  private final BoundedLines lines;
  private final LastLines errors;
  private final Runnable tidy;

  /**
   * Starts the JVM.
   *
   * @param jvm how
   * @param tidy what is to be done when it is gone
   * @throws IOException if it cannot be started
   */
  public TlcProcess(ProcessBuilder jvm, Runnable tidy) throws IOException {
    this.tidy = tidy;
    process = Children.start(jvm);
    requests = new DataOutputStream(process.getOutputStream());
    lines = new BoundedLines(process.getInputStream(), LONGEST_LINE, MOST_OUTPUT);
    errors = new LastLines(process.getErrorStream(), "TLC's errors");
  }

  /** Whether the JVM is still there: one that waits may be killed from outside. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** How a run ended. */
  public enum End {
    /** By itself, or its JVM did. */
    ENDED,
    /** A limit of time was reached, and the JVM was destroyed. */
    TIME,
    /** It said too much, and the JVM was destroyed. */
    OUTPUT
  }

  /**
   * A run's end.
   *
   * @param end how it came
   * @param limit the limit of time that was reached, in words, if one was
   * @param status the run's, or its JVM's if that has ended
   * @param errors the last lines that it wrote to standard error
   */
  public record Outcome(End end, String limit, int status, List<String> errors) {}

  /**
   * Has the JVM serve one run.
   *
   * @param arguments what it is asked
   * @param limits what the run may take
   * @param said gets what it says, line by line, from another thread
   * @return how it ended
   * @throws IOException if the JVM is gone
   * @throws InterruptedException if this thread is interrupted
   */
  public Outcome run(List<String> arguments, Limits limits, Consumer<String> said)
      throws IOException, InterruptedException {
    errors.clear();
    Allowance allowance = new Allowance(process, limits);
    // Nothing that a specification prints can be mistaken for it.
    String end = "end of run " + UUID.randomUUID();
    CompletableFuture<OptionalInt> answer = new CompletableFuture<>();
    Thread reader = LastLines.daemon("TLC's messages", () -> answer.complete(read(end, said)));
    try {
      request(end, arguments);
    } catch (IOException e) {
      // The JVM has ended; its exit status says how.
    }
    Optional<String> limit = Optional.empty();
    while (limit.isEmpty() && reader.isAlive()) {
      reader.join(LOOK_MILLIS);
      limit = reader.isAlive() ? allowance.spent() : Optional.empty();
    }
    End how = limit.isPresent() ? End.TIME : lines.isOver() ? End.OUTPUT : End.ENDED;
    if (how != End.ENDED) {
      close();
    }
    OptionalInt status = answer.join();
    if (status.isEmpty()) {
      status = OptionalInt.of(process.waitFor());
      errors.await();
    }
    return new Outcome(how, limit.orElse(""), status.getAsInt(), errors.now());
  }

  private void request(String end, List<String> arguments) throws IOException {
    requests.writeUTF(end);
    requests.writeInt(arguments.size());
    for (String argument : arguments) {
      requests.writeUTF(argument);
    }
    requests.flush();
  }

  private OptionalInt read(String end, Consumer<String> said) {
    lines.countFromHere();
    try {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.startsWith(end)) {
          return OptionalInt.of(Integer.parseInt(line.substring(end.length()).strip()));
        }
        said.accept(line);
      }
    } catch (IOException e) {
      // The stream of a process that was destroyed.
    }
    return OptionalInt.empty();
  }

  /** Destroys the JVM, and waits until it is gone, so that it writes no more. */
  @Override
  public void close() {
    Children.end(process);
    tidy.run();
  }
}
