package org.rmmodel.checker.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tlc2.tool.distributed.fp.FPSetRMI;
import tlc2.tool.distributed.fp.NonDistributedFPSetManager;
import tlc2.util.BitVector;
import tlc2.util.LongVec;

/** What a worker of TLC does that cannot ask the server which states are known. */
class UnansweredQuestionTest {
  private static final int STATES = 3;

  /** How many of three states are new, if the server cannot be asked. */
  private static int newStates() throws IOException {
    FPSetRMI unreachable =
        (FPSetRMI)
            Proxy.newProxyInstance(
                FPSetRMI.class.getClassLoader(),
                new Class<?>[] {FPSetRMI.class},
                (proxy, method, arguments) -> {
                  throw new IOException("the network is down");
                });
    LongVec fingerprints = new LongVec();
    for (long i = 0; i < STATES; i++) {
      fingerprints.addElement(i);
    }
    LongVec[] blocks = {fingerprints};
    BitVector[] unseen =
        new NonDistributedFPSetManager(unreachable, "", null).containsBlock(blocks);
    return unseen[0].trueCnt();
  }

  /** A worker's JVM. */
  public static final class Worker {
    private Worker() {}

    public static void main(String[] args) throws IOException {
      DistributedWorker.endWithErrors("//127.0.0.1:1/nobody");
      System.out.println("returned " + newStates());
    }
  }

  @Test
  void tlcTakesAllStatesForKnown() throws IOException {
    assertThat(newStates()).isZero();
  }

  @Test
  void ourWorkerReturnsNothingAndEnds() throws Exception {
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jvm.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(jvm.exitValue()).isEqualTo(3);
    assertThat(said)
        .contains("rmmodel: the server is gone: ", "the network is down")
        .doesNotContain("returned");
  }
}
