package org.rmmodel.property.schedule;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * What kernels of history get wrong, and what their callers do wrong, is found by schedules: on the
 * implementation as it is, which has the same faults on purpose.
 */
@AddLifecycleHook(MustBeFound.class)
class KernelFlawsTest extends ScheduleProperties {
  @Property(edgeCases = EdgeCasesMode.NONE)
  void taking_a_module_off_the_bug_list_after_the_grace_period_is_found(
      @ForAll("scenarios") @With(Flaw.F1) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_grace_period_that_does_not_wait_for_walkers_is_found(
      @ForAll("scenarios") @With(Flaw.F2) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_surplus_put_is_found(@ForAll("scenarios") @With(Flaw.F5) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_reference_taken_before_init_has_failed_is_found(
      @ForAll("scenarios") @With(Flaw.F6) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_get_of_a_module_whose_init_has_failed_is_found(
      @ForAll("scenarios") @With(Flaw.F7) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void before_patch_5_a_get_of_a_module_that_was_unloaded_is_found(
      @ForAll("scenarios") @With(Flaw.F7_UNLOADED) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_forced_unload_is_found(@ForAll("scenarios") @With(Flaw.F8) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_traced_put_of_the_last_reference_is_found(
      @ForAll("scenarios") @With(Flaw.F10) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_loader_that_is_not_woken_is_found(@ForAll("scenarios") @With(Flaw.F11) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_symbol_get_beside_an_unload_is_found(
      @ForAll("scenarios") @With(Flaw.F13) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void before_patch_1_a_failed_load_under_a_walker_is_found(
      @ForAll("scenarios") @With(Flaw.F14) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_bug_entry_used_after_its_section_is_found(
      @ForAll("scenarios") @With(Flaw.F18) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void before_patch_3_a_load_that_fails_late_under_a_walker_is_found(
      @ForAll("scenarios") @With(Flaw.LATE_FAILURE_POISONS) Scenario scenario) {
    Run.of(scenario);
  }
}
