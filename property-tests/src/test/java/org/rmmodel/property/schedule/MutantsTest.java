package org.rmmodel.property.schedule;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Mutants of the implementation, each with one mistake, are found by schedules. */
@AddLifecycleHook(MustBeFound.class)
class MutantsTest extends ScheduleProperties {
  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_get_that_looks_first_and_increments_afterwards_is_found(
      @ForAll("scenarios") @With(Flaw.GET_CHECKS_THEN_INCREMENTS) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_get_that_never_looks_at_the_count_is_found(
      @ForAll("scenarios") @With(Flaw.GET_NEVER_LOOKS) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_get_that_gives_up_when_somebody_else_counts_is_found(
      @ForAll("scenarios") @With(Flaw.GET_GIVES_UP) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_put_that_reads_first_and_writes_afterwards_is_found(
      @ForAll("scenarios") @With(Flaw.PUT_READS_THEN_WRITES) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_release_that_looks_first_and_decides_afterwards_is_found(
      @ForAll("scenarios") @With(Flaw.RELEASE_WITHOUT_BASE) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_recovery_that_undoes_a_commit_is_found(
      @ForAll("scenarios") @With(Flaw.RECOVERY_ADDS_BLINDLY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_release_without_recovery_is_found(
      @ForAll("scenarios") @With(Flaw.NO_RECOVERY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_recovery_that_is_taken_for_a_commit_is_found(
      @ForAll("scenarios") @With(Flaw.RECOVERY_IS_A_COMMIT) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_module_that_nobody_holds_during_its_init_is_found(
      @ForAll("scenarios") @With(Flaw.NOTHING_HELD_DURING_INIT) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void summing_increments_before_decrements_is_found(
      @ForAll("scenarios") @With(Flaw.INCREMENTS_SUMMED_FIRST) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void counting_per_cpu_without_stop_machine_is_found(
      @ForAll("scenarios") @With(Flaw.PER_CPU_WITHOUT_STOP_MACHINE) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_grace_period_of_no_length_is_found(
      @ForAll("scenarios") @With(Flaw.GRACE_PERIOD_OF_NO_LENGTH) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_grace_period_that_overlooks_preempt_off_sections_is_found(
      @ForAll("scenarios") @With(Flaw.GRACE_PERIOD_OF_RCU_ONLY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_grace_period_that_overlooks_rcu_readers_is_found(
      @ForAll("scenarios") @With(Flaw.GRACE_PERIOD_OF_SCHED_ONLY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_stop_machine_that_overlooks_preempt_off_sections_is_found(
      @ForAll("scenarios") @With(Flaw.STOP_MACHINE_OVERLOOKS_SECTIONS) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_stop_machine_that_parks_nobody_is_found(
      @ForAll("scenarios") @With(Flaw.STOP_MACHINE_PARKS_NOBODY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_mutex_that_excludes_nobody_is_found(
      @ForAll("scenarios") @With(Flaw.MUTEX_EXCLUDES_NOBODY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void unloaders_that_do_not_exclude_each_other_is_found(
      @ForAll("scenarios") @With(Flaw.UNLOADERS_EXCLUDE_NOBODY) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_put_that_always_warns_is_found(
      @ForAll("scenarios") @With(Flaw.PUT_ALWAYS_WARNS) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_release_that_never_commits_is_found(
      @ForAll("scenarios") @With(Flaw.RELEASE_NEVER_COMMITS) Scenario scenario) {
    Run.of(scenario);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_machine_on_which_nobody_may_load_is_found(
      @ForAll("scenarios") @With(Flaw.NOBODY_IS_CAPABLE) Scenario scenario) {
    Run.of(scenario);
  }
}
