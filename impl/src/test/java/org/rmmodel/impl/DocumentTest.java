package org.rmmodel.impl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.rmmodel.common.MarkedText;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.impl.module.ModuleImage;
import org.rmmodel.impl.module.ModuleLoader;

/** The table of steps in README.md is what the code does. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DocumentTest {
  @Test
  void the_table_of_steps_is_what_every_kernel_of_the_series_does() {
    MarkedText steps = MarkedText.of("steps, as recorded", "steps");
    assertThat(steps.read(Path.of("..", "impl", "README.md"))).isEqualTo(computed());
  }

  private static String computed() {
    StringBuilder table =
        new StringBuilder(
            """
            | patches applied | delete_module decides | free_module unlinks | load_module fails |
            |---|---|---|---|
            """);
    for (int patches = 0; patches <= 5; patches++) {
      List<Action> unload = new ArrayList<>();
      List<Action> load = new ArrayList<>();
      record(KernelVersion.prefix(patches), load, unload);
      table.append(
          "| %d | %s | %s | %s |%n"
              .formatted(
                  patches,
                  between(unload, Action.DeleteModule_Check, Action.DeleteModule_MutexUnlock),
                  between(unload, Action.FreeModule_MutexLock, Action.FreeModule_MutexUnlock),
                  between(load, Action.LoadModule_MutexLock, Action.LoadModule_MutexUnlock)));
    }
    return table.toString();
  }

  private static void record(KernelVersion version, List<Action> load, List<Action> unload) {
    List<Action> told = new ArrayList<>();
    Kernel kernel = new Kernel(version, 1, (cpu, action, module, enabled) -> told.add(action));
    ModuleLoader loader = new ModuleLoader(kernel);
    Cpu cpu = kernel.cpuUp();
    loader.loadModule(cpu, ModuleImage.named("late").withBadParameter());
    load.addAll(told);
    loader.loadModule(cpu, ModuleImage.named("m"));
    told.clear();
    loader.deleteModule(cpu, "m");
    unload.addAll(told);
  }

  private static String between(List<Action> steps, Action from, Action to) {
    return steps.subList(steps.indexOf(from) + 1, steps.indexOf(to)).stream()
        .map(Action::name)
        .collect(Collectors.joining("<br>"));
  }
}
