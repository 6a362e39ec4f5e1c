package org.rmmodel.checker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.tlc.RmiKey;
import org.rmmodel.checker.tlc.TlcJar;
import org.rmmodel.common.Lane;

/** TLC's distributed mode: server and workers in JVMs of their own. */
class DistributedRunTest {
  private static final String SERVER = "DistributedServer";
  private static final String WORKER = "DistributedWorker";
  private static final String HERE = "127.0.0.1:0";

  /** Large enough not to be done before somebody can be stopped. */
  private static final String GRID =
      """
      -------------------------------- MODULE Grid --------------------------------
      EXTENDS Toy
      ASSUME TellsWhoTakesWhat == Tells(Takers)
      Side == 39
      GridInit == pc = 0 /\\ refcnt = [m \\in {"m"} |-> 0] /\\ state = 0 /\\ mem = 0
      Get_Inc_Pc == pc < Side /\\ pc' = pc + 1 /\\ UNCHANGED <<refcnt, state, mem>>
      Get_Inc_Mem == mem < Side /\\ mem' = mem + 1 /\\ UNCHANGED <<pc, refcnt, state>>
      Get_Inc_Count ==
        /\\ refcnt["m"] < Side
        /\\ refcnt' = [refcnt EXCEPT !["m"] = @ + 1]
        /\\ UNCHANGED <<pc, state, mem>>
      GridSpec == GridInit /\\ [][Get_Inc_Pc \\/ Get_Inc_Mem \\/ Get_Inc_Count]_vars
      =============================================================================
      """;

  @TempDir private Path temp;
  private Toy toy;

  @BeforeEach
  void copy() {
    toy = new Toy(temp.resolve("toy"));
  }

  @AfterEach
  void nothingIsLeftRunning() {
    Set<ProcessHandle> left = Running.jvms(SERVER);
    left.addAll(Running.jvms(WORKER));
    left.forEach(ProcessHandle::destroyForcibly);
    assertThat(left).isEmpty();
  }

  private static void exhaustiveOnly() {
    assumeTrue(Lane.current() == Lane.EXHAUSTIVE, "for the exhaustive lane");
  }

  private void withGrid() {
    try {
      Files.writeString(toy.path("models/Grid.tla"), GRID);
      String walk = Files.readString(toy.path("models/Walk.cfg"));
      Files.writeString(
          toy.path("models/Grid.cfg"),
          walk.replace("SPECIFICATION Spec", "SPECIFICATION GridSpec")
              .replace("  AtMostOne\n", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    toy.model("Grid", "module: Grid", "holds", "states=64000 depth=118");
  }

  private Running run(String model, String... more) {
    return Running.call(
        toy,
        Stream.concat(Stream.of("run", model, "--distributed", "--listen", HERE), Stream.of(more))
            .toArray(String[]::new));
  }

  private Running join(Running run, String... more) {
    return Running.call(
        toy,
        Stream.concat(Stream.of("worker", run.place()), Stream.of(more)).toArray(String[]::new));
  }

  private static ProcessHandle only(String mainClass) {
    Set<ProcessHandle> jvms = Running.jvms(mainClass);
    assertThat(jvms).hasSize(1);
    return jvms.iterator().next();
  }

  @Test
  void oneWorkerFindsWhatOneJvmFinds() {
    Toy.Called called = run("Walk", "--workers", "1").end();
    assertThat(called.out())
        .contains("ok Walk:p5-nopreempt  6 states, ")
        .contains("does not tell which actions fired");
    assertThat(called.exit()).isZero();
  }

  @Test
  void twoWorkersFindAViolationAndSayWhichPropertyItIs() {
    Toy.Called called = run("Bad:p5-nopreempt", "--workers", "2").end();
    assertThat(called.out()).contains("ok Bad:p5-nopreempt").contains("violates AtMostOne");
    assertThat(called.exit()).isZero();
  }

  @Test
  void anInitialStateAndADeadlockAreFoundLikewise() throws IOException {
    exhaustiveOnly();
    toy.model("BadAtFirst", "", "AtFirstOne", "states=1 depth=1");
    assertThat(run("BadAtFirst", "--workers", "1").end().out()).contains("ok BadAtFirst");
    toy.model("Crash", "", "holds", "states=3 depth=2");
    Toy.Called crash = run("Crash", "--workers", "1").end();
    assertThat(crash.out()).contains("DIFFERS Crash").contains("nobody");
    assertThat(crash.exit()).isEqualTo(1);
    toy.model("Floor", "", "holds", "states=3 depth=2");
    Toy.Called floor = run("Floor", "--workers", "1").end();
    assertThat(floor.err()).contains("ASSUME BoundIsLargeEnough is false");
    assertThat(floor.exit()).isEqualTo(2);
  }

  @Test
  void whatAKilledWorkerHadIsDoneByOneThatHasJoinedLate() {
    withGrid();
    Running run = run("Grid");
    Running first = join(run);
    run.untilItSays("has joined: 1 at work");
    ProcessHandle worker = only(WORKER);
    Running.signal("STOP", worker);
    Running late = join(run);
    run.untilItSays("has joined: 2 at work");
    worker.destroyForcibly();
    run.untilItSays("a worker is lost: 1 at work");
    Toy.Called called = run.end();
    assertThat(called.out()).contains("ok Grid:p5-nopreempt  64000 states, ");
    assertThat(called.exit()).isZero();
    assertThat(late.end().exit()).isZero();
    assertThat(first.end().exit()).isEqualTo(3);
  }

  @Test
  void aKilledServerLeavesNothingConcluded() {
    withGrid();
    Running run = run("Grid", "--workers", "1");
    run.untilItSays("has joined: 1 at work");
    only(SERVER).destroyForcibly();
    Toy.Called called = run.end();
    assertThat(called.out())
        .contains("INCONCLUSIVE Grid")
        .contains("the server: TLC was killed by signal 9")
        .contains("; what it has found is lost");
    assertThat(called.exit()).isEqualTo(3);
  }

  @Test
  void aRunGoesOnFromTheCheckpointOfAKilledServer() {
    exhaustiveOnly();
    withGrid();
    String folder = temp.resolve("kept").toString();
    String[] kept = {"--workers", "1", "--checkpoints", folder, "--checkpoint-every", "100ms"};
    Running run = run("Grid", kept);
    Running.until("a checkpoint", () -> hasCheckpoint(Path.of(folder)));
    only(SERVER).destroyForcibly();
    Toy.Called cut = run.end();
    assertThat(cut.exit()).isEqualTo(3);
    assertThat(cut.out()).contains("the same command goes on from the last checkpoint");

    Toy.Called other = run("Walk", kept).end();
    assertThat(other.err()).contains("it has those of another model, specification or TLC");
    assertThat(other.exit()).isEqualTo(2);

    Toy.Called called = run("Grid", kept).untilItSays("goes on from a checkpoint").end();
    assertThat(called.out()).contains("ok Grid:p5-nopreempt  64000 states, ");
    assertThat(called.exit()).isZero();
  }

  @Test
  void aLostFingerprintServerLeavesNothingConcluded() {
    exhaustiveOnly();
    withGrid();
    Running run = run("Grid", "--fingerprint-servers", "2", "--workers", "1");
    Running first = join(run, "--fingerprints");
    Running.until("a fingerprint server", () -> Running.jvms(WORKER).size() == 2);
    Set<ProcessHandle> before = Running.jvms(WORKER);
    Running second = join(run, "--fingerprints");
    Running.until("another one", () -> Running.jvms(WORKER).size() == 3);
    run.untilItSays("has joined: 1 at work");
    Running.jvms(WORKER).stream()
        .filter(jvm -> !before.contains(jvm))
        .forEach(ProcessHandle::destroyForcibly);
    run.untilItSays("a fingerprint server is lost");
    Toy.Called called = run.end();
    assertThat(called.out()).contains("INCONCLUSIVE Grid");
    assertThat(called.exit()).isEqualTo(3);
    assertThat(second.end().exit()).isEqualTo(3);
    first.end();
  }

  private static boolean hasCheckpoint(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.endsWith("vars.chkpt"));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  @Test
  void ifNobodyJoinsNothingIsConcluded() {
    Toy.Called called = run("Walk", "--timeout", "4s").end();
    assertThat(called.out())
        .contains("wall-clock time limit 4 s reached: no worker has joined")
        .contains("1 inconclusive");
    assertThat(called.exit()).isEqualTo(3);
  }

  @Test
  void onlyTheSameTlcWithTheSameKeyMayJoin() throws Exception {
    Path key = key("run.p12");
    Path otherKey = key("other.p12");
    Path otherTlc = otherTlc();
    Running run = run("Walk", "--key", key.toString());
    Toy.Called stranger = join(run, "--wait", "60s").end();
    assertThat(stranger.exit()).isEqualTo(2);
    assertThat(stranger.err()).contains("no server of TLC without a key answers there");
    Toy.Called impostor = join(run, "--key", otherKey.toString()).end();
    assertThat(impostor.exit()).isEqualTo(2);
    assertThat(impostor.err()).contains("the server has another key, or none");
    Toy.Called older = join(run, "--key", key.toString(), "--tlc", otherTlc.toString()).end();
    assertThat(older.exit()).isEqualTo(2);
    assertThat(older.err()).contains("the server has another TLC: ");
    assertThat(join(run, "--key", key.toString()).end().exit()).isZero();
    assertThat(run.end().out()).contains("ok Walk:p5-nopreempt  6 states, ");
  }

  private Path key(String name) throws Exception {
    Path file = temp.resolve(name);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "rmmodel",
                "-keyalg",
                "EC",
                "-dname",
                "CN=rmmodel",
                "-storetype",
                "PKCS12",
                "-storepass",
                RmiKey.PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    keytool.getInputStream().readAllBytes();
    assertThat(keytool.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(keytool.exitValue()).isZero();
    assertThat(file.toFile().setReadable(false, false)).isTrue();
    assertThat(file.toFile().setReadable(true, true)).isTrue();
    return file;
  }

  /** The build's TLC with one file more. */
  private Path otherTlc() throws IOException {
    Path other = temp.resolve("other.jar");
    Files.copy(TlcJar.find().path(), other);
    return copy(other, Set.of(), "more.txt", new byte[0]);
  }

  private Path copy(Path jar, Set<String> without, String name, byte[] bytes) throws IOException {
    Path copy = temp.resolve("copy-" + jar.getFileName());
    try (ZipFile whole = new ZipFile(jar.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry : whole.stream().toList()) {
        if (!without.contains(entry.getName())) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(whole.getInputStream(entry).readAllBytes());
          out.closeEntry();
        }
      }
      out.putNextEntry(new ZipEntry(name));
      out.write(bytes);
      out.closeEntry();
    }
    return copy;
  }

  /** A TLC whose fingerprint set is no remote object, as that of 2026. */
  private Path withoutRemoteFingerprints() throws IOException {
    String name = "tlc2/tool/fp/MultiFPSet";
    Path source = Files.createDirectories(temp.resolve("tlc2/tool/fp")).resolve("MultiFPSet.java");
    Files.writeString(source, "package tlc2.tool.fp; public class MultiFPSet {}");
    assertThat(
            ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "" + source))
        .isZero();
    byte[] code = Files.readAllBytes(temp.resolve(name + ".class"));
    return copy(TlcJar.find().path(), Set.of(name + ".class"), name + ".class", code);
  }

  @Test
  void aTlcThatCannotIsRefusedInOneLine() throws IOException {
    String jar = withoutRemoteFingerprints().toString();
    for (List<String> call :
        List.of(
            List.of("run", "Walk", "--distributed", "--tlc", jar),
            List.of("worker", "127.0.0.1:1", "--tlc", jar))) {
      Toy.Called called = toy.call(call.toArray(new String[0]));
      assertThat(called.exit()).isEqualTo(2);
      assertThat(called.errorLines()).hasSize(1);
      assertThat(called.err()).contains("its fingerprint set is no remote object");
    }
    Toy.Called doctor = toy.call("doctor", "--tlc", jar);
    assertThat(doctor.out()).contains("--  several    spec/check run --distributed does not work");
  }

  @Test
  void badInputIsOneLine() throws Exception {
    Path key = key("open.p12");
    assertThat(key.toFile().setReadable(true, false)).isTrue();
    String file = key.toString();
    Path noKey = Files.createFile(temp.resolve("no.p12"));
    assertThat(noKey.toFile().setReadable(false, false)).isTrue();
    assertThat(noKey.toFile().setReadable(true, true)).isTrue();
    List<List<String>> calls =
        List.of(
            List.of("run", "Walk", "--workers", "1"),
            List.of("run", "Live", "--distributed"),
            List.of("run", "Walk", "--distributed", "--workers", "1000"),
            List.of("run", "Walk", "--distributed", "--listen", "0.0.0.0", "--key", file),
            List.of("run", "Walk", "--distributed", "--listen", "192.0.2.1"),
            List.of("run", "Walk", "--distributed", "--listen", "127.0.0.1:x"),
            List.of("run", "Walk", "--distributed", "--key", file),
            List.of("run", "Walk", "--distributed", "--key", "" + noKey),
            List.of("run", "Good", "Bad", "--distributed", "--checkpoints", "" + temp),
            List.of("worker", "127.0.0.1", "--threads", "0"),
            List.of("worker", "http://here"),
            List.of("worker", "no-such-host.invalid", "--wait", "5s"));
    List<String> said =
        List.of(
            "--workers is for --distributed runs",
            "Live asks for AllHold: TLC's distributed mode checks no temporal properties",
            "--workers is a number from 0 to 64, not 1000",
            "one address is expected, by which the others reach it",
            "is no loopback address: others can reach it, so --key is needed",
            "--listen: an address, or ADDRESS:PORT, is expected, not 127.0.0.1:x",
            "everybody may read it, so it is no secret",
            "no PKCS #12 file",
            "--checkpoints is for one run, and this is",
            "--threads is a number from 1 to 256, not 0",
            "HOST: an address, or ADDRESS:PORT, is expected, not http://here",
            "no-such-host.invalid: no such host");
    for (int i = 0; i < calls.size(); i++) {
      Toy.Called called = toy.call(calls.get(i).toArray(new String[0]));
      assertThat(called.exit()).as(called.err()).isEqualTo(2);
      assertThat(called.errorLines()).hasSize(1);
      assertThat(called.err()).contains(said.get(i));
    }
  }

  @Test
  void aWorkerWhoseServerIsNotThereHasNothingToSay() {
    Toy.Called called = toy.call("worker", "127.0.0.1:1", "--wait", "1s");
    assertThat(called.err()).contains("127.0.0.1:1: nobody answers there, after 1 s");
    assertThat(called.exit()).isEqualTo(3);
  }
}
