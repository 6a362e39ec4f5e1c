package org.rmmodel.conformance.flaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.KernelVersion;

/** Every schedule within the bound is taken, once. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SearchTest {
  private static final int MANY = 20;

  /** Two tasks of so many steps, which write down who takes them. */
  private static Scene letters(int a, int b, List<String> orders) {
    return world -> {
      StringBuilder order = new StringBuilder();
      world.task("a", role -> write(role, a, order, a + b, orders));
      world.task("b", role -> write(role, b, order, a + b, orders));
    };
  }

  private static void write(
      Role role, int steps, StringBuilder order, int all, List<String> orders) {
    for (int i = 0; i < steps; i++) {
      role.calls("step");
      order.append(role.name());
      if (order.length() == all) {
        orders.add(order.toString());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "2, 2, 6", "3, 4, 35", "5, 5, 252"})
  void with_preemptions_enough_every_order_of_steps_comes_once(int a, int b, int all) {
    List<String> orders = new ArrayList<>();
    Search.Result result = Search.of(letters(a, b, orders), KernelVersion.V3_19, MANY);
    assertThat(result.isFound()).isFalse();
    assertThat(result.schedules()).isEqualTo(all);
    assertThat(orders).hasSize(all).doesNotHaveDuplicates();
  }

  /** Between two steps of a task another one can come in; who begins is free. */
  @ParameterizedTest
  @CsvSource({"0, 2", "1, 6"})
  void a_preemption_is_a_task_that_stands_still_and_could_go_on(int bound, int all) {
    List<String> orders = new ArrayList<>();
    Search.of(letters(3, 3, orders), KernelVersion.V3_19, bound);
    assertThat(orders).hasSize(all).allMatch(order -> switches(order) <= bound + 1);
  }

  /** When the one that came in has ended, who stood still goes on, which is no preemption. */
  private static int switches(String order) {
    int preemptions = 0;
    for (int i = 1; i < order.length(); i++) {
      boolean leaves = order.charAt(i) != order.charAt(i - 1);
      boolean comesBack = order.indexOf(order.charAt(i - 1), i) >= 0;
      preemptions += leaves && comesBack ? 1 : 0;
    }
    return preemptions;
  }

  @Test
  void schedules_with_fewer_preemptions_come_first() {
    Scene scene = Scenes.of("PutTracepoint");
    KernelVersion p5 = KernelVersion.prefix(5).withPreemption();
    assertThat(Search.of(scene, p5, 0).isFound()).isFalse();
    Search.Result found = Search.of(scene, p5, 3);
    assertThat(found.preemptions()).isEqualTo(1);
    assertThat(found.found()).contains("ModulePut_Trace");
    assertThat(found.steps().get(found.steps().size() - 1).label()).isEqualTo("ModulePut_Trace");
    assertThat(Search.of(scene, p5.with(Change.RCU_SCHED), 3).isFound()).isFalse();
  }

  @Test
  void the_same_search_finds_the_same_schedule() {
    Scene scene = Scenes.of("LastUnloaded");
    KernelVersion version = KernelVersion.V3_19;
    Search.Result one = Search.of(scene, version, 2);
    assertThat(Search.of(scene, version, 2)).isEqualTo(one);
    assertThat(Picture.of(one)).contains("r1", "r2", "oops", "=> last_unloaded_module");
  }

  @Test
  void a_task_that_waits_lets_another_one_go_on_for_free() {
    Set<String> orders = new HashSet<>();
    Scene scene =
        world -> {
          boolean[] open = {false};
          StringBuilder order = new StringBuilder();
          world.task(
              "waits",
              role -> {
                if (role.mayCall("waits", () -> open[0])) {
                  orders.add(order.append('w').toString());
                }
              });
          world.task(
              "opens",
              role -> {
                role.calls("opens");
                open[0] = true;
                order.append('o');
                role.calls("more");
                order.append('m');
              });
        };
    Search.of(scene, KernelVersion.V3_19, 0);
    assertThat(orders).containsExactly("omw");
    Search.of(scene, KernelVersion.V3_19, 1);
    assertThat(orders).containsExactlyInAnyOrder("ow", "omw");
  }

  @Test
  void a_call_that_never_may_be_made_is_left_out() {
    List<Boolean> made = new ArrayList<>();
    Scene scene = world -> world.task("u1", role -> made.add(role.mayCall("never", () -> false)));
    assertThat(Search.of(scene, KernelVersion.V3_19, 1).schedules()).isEqualTo(1);
    assertThat(made).containsExactly(false);
  }

  @Test
  void nobody_can_go_on_only_where_somebody_is_within_a_call() {
    Scene scene =
        world -> {
          world.flawIfStuck("stuck");
          world.task(
              "modprobe",
              modprobe ->
                  modprobe.loadModule(
                      world
                          .image("m")
                          .withInit(
                              (cpu, self) -> world.loader.loadModule(cpu, world.image("m")))));
        };
    Search.Result result = Search.of(scene, KernelVersion.V3_19, 0);
    assertThat(result.found()).startsWith("stuck (modprobe at LoadModule_FinishedLoading");
  }

  @Test
  void a_task_that_dies_of_something_else_is_not_the_flaw() {
    Scene scene =
        world -> {
          world.loaded("m");
          world
              .task("u1", user -> user.putTooMuch("m"))
              .flawIfDiesOf(IllegalStateException.class, Action.ModulePut_Trace);
          world.task("rmmod", rmmod -> rmmod.deleteModule("m")); // which meets a BUG_ON
        };
    assertThat(Search.of(scene, KernelVersion.V3_19, 1).isFound()).isFalse();
  }

  @Test
  void a_mistake_in_a_scene_is_not_taken_for_a_flaw() {
    Scene scene =
        world ->
            world.task(
                "u1",
                role -> {
                  role.calls("step");
                  throw new IllegalArgumentException("a typo");
                });
    assertThatThrownBy(() -> Search.of(scene, KernelVersion.V3_19, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasStackTraceContaining("a typo");
  }

  @Test
  void a_module_is_unloaded_at_the_end_of_every_order_of_an_unload_and_a_get() {
    List<Errno> answers = new ArrayList<>();
    Scene scene =
        world -> {
          world.loaded("m");
          world.task(
              "u1",
              user -> {
                if (user.gets("m")) {
                  user.modulePut("m");
                }
              });
          world.task("rmmod", rmmod -> answers.add(rmmod.deleteModule("m")));
        };
    Search.Result result = Search.of(scene, KernelVersion.V3_19, 2);
    assertThat(result.isFound()).isFalse();
    assertThat(answers)
        .hasSize(result.schedules())
        .contains(Errno.OK, Errno.EWOULDBLOCK)
        .containsOnly(Errno.OK, Errno.EWOULDBLOCK);
  }
}
