package org.rmmodel.impl.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rmmodel.common.Yaml;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;

/**
 * Every kernel of {@code kernels.yaml}, without preemption and with it, does what a kernel does.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RowsTest {
  private static final Path KERNELS = Path.of("..", "spec", "kernels.yaml");

  private static Map<String, KernelVersion> rows() throws IOException {
    Map<String, Set<String>> changes = new LinkedHashMap<>();
    Map<String, KernelVersion> rows = new LinkedHashMap<>();
    Yaml.Fields root = Yaml.read("kernels.yaml", Files.readString(KERNELS)).fields();
    for (Yaml.Node node : root.node("kernels").items()) {
      Yaml.Fields fields = node.fields();
      Set<String> has = new LinkedHashSet<>();
      if (fields.has("like")) {
        has.addAll(changes.get(fields.text("like")));
      }
      has.addAll(fields.node("adds").texts());
      if (fields.has("drops")) {
        has.removeAll(fields.node("drops").texts());
      }
      changes.put(fields.text("id"), has);
      KernelVersion version = new KernelVersion(Change.ofAll(has), false);
      rows.put(fields.text("id"), version);
      rows.put(fields.text("id") + "-preempt", version.withPreemption());
    }
    return rows;
  }

  static Stream<Arguments> kernels() throws IOException {
    return rows().entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
  }

  @Test
  void the_rows_are_read() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(70);
    assertThat(rows().get("v3.18")).isEqualTo(KernelVersion.V3_18);
    assertThat(rows().get("p5-preempt")).isEqualTo(KernelVersion.V3_19.withPreemption());
    assertThat(rows().get("v6.4").rwxIsEnforced()).as("dropped").isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void a_module_is_loaded_used_linked_to_and_unloaded(String row, KernelVersion version) {
    Kernel kernel = new Kernel(version);
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    AtomicReference<Module> loaded = new AtomicReference<>();
    ModuleImage image =
        ModuleImage.named("m")
            .exporting("symbol")
            .withInit(
                (on, self) -> {
                  loaded.set(self);
                  return Errno.OK;
                });
    for (boolean traced : new boolean[] {false, true}) {
      loader.setTracing(traced);
      assertThat(loader.loadModule(cpu, image)).isEqualTo(Errno.OK);
      assertThat(loader.loadModule(cpu, image)).isEqualTo(Errno.EEXIST);
      Module m = loaded.get();
      assertThat(loader.loadModule(cpu, ModuleImage.named("user").importing("symbol")))
          .isEqualTo(Errno.OK);
      assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
      assertThat(loader.deleteModule(cpu, "user")).isEqualTo(Errno.OK);
      assertThat(loader.tryModuleGet(cpu, m)).isTrue();
      assertThat(loader.moduleRefcount(cpu, m)).isEqualTo(1);
      assertThat(loader.moduleAddress(cpu, m.address())).isSameAs(m);
      assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.EWOULDBLOCK);
      assertThat(loader.modulePut(cpu, m)).isTrue();
      assertThat(loader.deleteModule(cpu, "m")).isEqualTo(Errno.OK);
      assertThat(m.isFreed()).isTrue();
      assertThat(loader.procModules(cpu)).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kernels")
  void a_load_that_fails_leaves_nothing_where_it_fails(String row, KernelVersion version) {
    Kernel kernel = new Kernel(version);
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    AtomicReference<Module> seen = new AtomicReference<>();
    loader.registerModuleNotifier((on, event, module) -> seen.set(module));
    for (LoadFailure failure : LoadFailure.values()) {
      seen.set(null);
      boolean fails =
          switch (failure) {
            case NONE -> false;
            case RELOCATION, PARAMETER -> true;
            case MISALIGNED_SECTION -> version.rwxIsEnforced();
            case CODETAG -> version.codetagFailsLoad();
            case RO_AFTER_INIT -> version.lateRoFailureUnloads();
          };
      Errno errno = loader.loadModule(cpu, ModuleImage.named("m").failing(failure));
      boolean lost = failure == LoadFailure.CODETAG && version.codetagErrorIsLost();
      assertThat(errno == Errno.OK).as("%s", failure).isEqualTo(!fails || lost);
      assertThat(loader.procModules(cpu)).as("%s", failure).hasSize(fails ? 0 : 1);
      if (seen.get() != null) {
        assertThat(seen.get().isFreed()).as("%s", failure).isEqualTo(fails);
      }
      assertThat(loader.deleteModule(cpu, "m")).isEqualTo(fails ? Errno.ENOENT : Errno.OK);
    }
    assertThat(loader.loadModule(cpu, ModuleImage.named("m").withInit((on, self) -> Errno.EIO)))
        .isEqualTo(Errno.EIO);
    assertThat(loader.procModules(cpu)).isEmpty();
    kernel.synchronizeRcu(cpu);
    kernel.synchronizeSched(cpu);
  }
}
