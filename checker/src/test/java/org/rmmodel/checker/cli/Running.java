package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rmmodel.checker.Toy;
import org.rmmodel.common.Terminal;

/** A call of the program that goes on while a test does other things. */
final class Running {
  private static final long PATIENCE_SECONDS = 180;
  private static final Pattern LISTENS = Pattern.compile("listens at (\\S+):(\\d+); to join it");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> exit;

  private Running(Toy toy, List<String> args) {
    PrintWriter outWriter = new PrintWriter(out, true);
    PrintWriter errWriter = new PrintWriter(err, true);
    exit = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                exit.complete(
                    Check.run(
                        toy::folder,
                        new Terminal(outWriter, errWriter, false, false),
                        args.toArray(new String[0])));
              } catch (RuntimeException | Error e) {
                exit.completeExceptionally(e);
              }
            },
            "a call");
    thread.setDaemon(true);
    thread.start();
  }

  static Running call(Toy toy, String... args) {
    return new Running(toy, List.of(args));
  }

  /** Waits for something to be so, however long a slow machine takes, but not for ever. */
  static void until(String what, BooleanSupplier so) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!so.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Waits for a line on the error output. */
  Running untilItSays(String text) {
    until(text + " in: " + err(), () -> err().contains(text) || exit.isDone());
    assertThat(err()).contains(text);
    return this;
  }

  /** Where workers may join it. */
  String place() {
    untilItSays("to join it");
    Matcher listens = LISTENS.matcher(err());
    assertThat(listens.find()).isTrue();
    return listens.group(1) + ":" + listens.group(2);
  }

  Toy.Called end() {
    try {
      return new Toy.Called(exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS), out.toString(), err());
    } catch (Exception e) {
      throw new AssertionError("it does not end: " + out + err(), e);
    }
  }

  private String err() {
    return err.toString();
  }

  /** The JVMs of this class that are running below this one. */
  static Set<ProcessHandle> jvms(String mainClass) {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(
            process ->
                List.of(process.info().arguments().orElse(new String[0]))
                    .contains("org.rmmodel.checker.tlc." + mainClass))
        .collect(Collectors.toSet());
  }

  /** Sends a signal. */
  static void signal(String name, ProcessHandle process) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start();
      assertThat(kill.waitFor()).isZero();
    } catch (java.io.IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
