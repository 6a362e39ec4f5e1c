package org.rmmodel.lincheck;

import static org.rmmodel.impl.kernel.KernelVersion.V3_18;
import static org.rmmodel.impl.kernel.KernelVersion.V3_19;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.fixtures.AskedOfMutants;

/** A module that another one needs stays, and its count is what its users and holders make it. */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag(AskedOfMutants.TAG)
public class DependenciesTest {
  private static final String LAST_USER_GOES =
      "loadUser -> deleteUser || tryModuleGet; modulePut -> deleteModule";

  /** A link has a reference, which its end gives back. */
  @Test
  void a_module_can_go_once_its_user_has_gone() {
    Verdicts.mustHold(V3_19, LAST_USER_GOES);
    Verdicts.mustHold(V3_18, LAST_USER_GOES);
  }

  /** Neither a link nor its end takes a holder's reference away. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "loadUser -> deleteUser || tryModuleGet -> deleteModule",
        "tryModuleGet -> deleteModule || loadUser -> moduleRefcount",
        "loadUser -> deleteModule || moduleRefcount -> forceDeleteModule"
      })
  void a_module_that_is_used_stays(String scenario) {
    Verdicts.mustHold(V3_19.withForceUnload(), scenario);
  }
}
