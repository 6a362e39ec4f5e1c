package org.rmmodel.lincheck;

import static org.rmmodel.impl.kernel.KernelVersion.V3_18;
import static org.rmmodel.impl.kernel.KernelVersion.V3_19;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.lincheck.OperationSet.Decisive;
import org.rmmodel.lincheck.Setting.Errors;

/**
 * Why the table in the README says no where it does: each reason once, as a counterexample that has
 * to be found. All of them are how the kernel is meant to be, or what was mended later; none is a
 * fault of the reference count.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class NotLinearizableTest {
  /**
   * Error numbers tell of a module on its way out, which one after another nobody meets.
   *
   * <pre>
   *   deleteModule: commits, GOING
   *                                deleteModule() = EBUSY
   *   frees the module = OK
   * </pre>
   *
   * <p>Before the first the second is OK, and after it ENOENT.
   */
  @Test
  void an_unload_meets_a_module_on_its_way_out() {
    Verdicts.mustFailEvenQuiescently(
        new Setting(V3_19, Errors.WHICH),
        Decisive.TWO_UNLOADS,
        Verdicts.WRONG_ANSWERS,
        "deleteModule(1): OK",
        "EBUSY");
  }

  /**
   * {@code module_refcount} sees a failing unload ({@link Fact#P7 P7}). One reference is held:
   *
   * <pre>
   *   deleteModule: releases BASE, one is left
   *                                moduleRefcount() = 0
   *   takes BASE back = EWOULDBLOCK
   * </pre>
   *
   * <p>Nothing that these calls could do in any order makes the count 0 while a reference is held.
   * What it may say is in {@link RefcountReadTest}.
   */
  @Test
  void a_read_of_the_count_sees_a_failing_unload() {
    Verdicts.mustFailEvenQuiescently(
        Setting.of(V3_19),
        Decisive.READ_DURING_UNLOAD,
        Verdicts.WRONG_ANSWERS,
        "deleteModule(1): refused",
        "moduleRefcount(2): 0");
  }

  /**
   * Before patch 4 the count is a sum that is read number by number, and counts what comes and goes
   * meanwhile as if it were there all at once.
   *
   * <pre>
   *   moduleRefcount: sums decs, 0
   *                                tryModuleGet(), modulePut()
   *                                tryModuleGet(), modulePut()
   *   sums incs = 2
   * </pre>
   *
   * <p>At no instant are two references held; but nothing is quiet in between, so it is quiescently
   * consistent.
   */
  @Test
  void a_sum_over_CPUs_counts_what_comes_and_goes() {
    Verdicts.mustHoldOnlyQuiescently(
        V3_18, Decisive.READ_DURING_GETS, Verdicts.WRONG_ANSWERS, "moduleRefcount(1): 2");
  }

  /**
   * A module can be got, once {@code init} has registered it, before it can be unloaded.
   *
   * <pre>
   *   loadModule: init registers, COMING
   *                                tryModuleGet() = true, modulePut()
   *                                deleteModule() = refused
   *   LIVE = OK
   * </pre>
   *
   * <p>The load has taken effect for the get, and has not for the unload.
   */
  @Test
  void a_module_that_is_coming_can_be_got_and_not_unloaded() {
    Verdicts.mustHoldOnlyQuiescently(
        V3_19.with(Change.WAKE_ON_UNLOAD),
        Decisive.UNLOAD_DURING_LOAD,
        Verdicts.WRONG_ANSWERS,
        "loadModule(1): OK",
        "tryModuleGet(2): true",
        "deleteModule(2): refused");
  }

  /**
   * A get succeeds on a module whose load fails in the end ({@link Fact#F6 F6}; {@link
   * NamedRacesTest} tells what comes of it).
   *
   * <pre>
   *   loadModuleInitFails: init registers, COMING
   *                                tryModuleGet() = true
   *   init withdraws and fails = refused
   * </pre>
   */
  @Test
  void a_module_whose_init_fails_can_be_got_before() {
    Verdicts.mustFailEvenQuiescently(
        Setting.of(V3_19),
        Decisive.GET_DURING_FAILING_INIT,
        Verdicts.WRONG_ANSWERS,
        "loadModuleInitFails(1): refused",
        "tryModuleGet(2): true");
  }

  /**
   * A module's user holds it before it can itself be unloaded.
   *
   * <pre>
   *   loadUser: takes its reference, COMING
   *                                deleteModule() = refused: it has a user
   *                                deleteUser() = refused: COMING
   *   LIVE = OK
   * </pre>
   */
  @Test
  void a_user_that_is_coming_holds_its_module_and_cannot_be_unloaded() {
    Verdicts.mustHoldOnlyQuiescently(
        V3_19.with(Change.WAKE_ON_UNLOAD),
        Decisive.USER_UNLOAD_DURING_LOAD,
        Verdicts.WRONG_ANSWERS,
        "loadUser(1): OK",
        "deleteModule(2): refused",
        "deleteUser(2): refused");
  }

  /**
   * A forced unload ends gets and frees the module at two different moments. One reference is held:
   *
   * <pre>
   *                                forceDeleteModule: GOING
   *   tryModuleGet() = false
   *   modulePut() = put
   *                                frees the module = OK
   * </pre>
   *
   * <p>For the get it has taken effect; for the put, which would be a use after free, it has not.
   */
  @Test
  void a_forced_unload_takes_effect_in_two_steps() {
    Verdicts.mustHoldOnlyQuiescently(
        V3_19.withForceUnload(),
        Decisive.PUT_DURING_FORCED_UNLOAD,
        Verdicts.WRONG_ANSWERS,
        "tryModuleGet(1): false",
        "modulePut(1): put");
  }

  /**
   * A module leaves the two lists one after the other, and is passed over in the first even before.
   *
   * <pre>
   *                                deleteModule: UNFORMED
   *   moduleAddress() = false
   *   moduleFindBug() = true
   *                                unlinks it = OK
   * </pre>
   */
  @Test
  void a_module_leaves_the_lists_one_after_the_other() {
    Verdicts.mustHoldOnlyQuiescently(
        V3_19,
        Decisive.TWO_WALKS,
        Verdicts.WRONG_ANSWERS,
        "moduleAddress(1): false",
        "moduleFindBug(1): true");
  }
}
