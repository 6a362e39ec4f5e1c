package org.rmmodel.lincheck;

import static org.rmmodel.impl.kernel.KernelVersion.V3_19;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.impl.kernel.Change;

/** A load that waits for another one is woken by it, and learns what became of it. */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag(AskedOfMutants.TAG)
public class WaitingLoadsTest {
  /**
   * For a name: of a load that succeeds, and of one that fails early. For a symbol: of a load whose
   * init fails, so that there is none.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "deleteModule -> loadModule || loadModule ->",
        "-> loadModuleSymbolMissing || loadModuleSymbolMissing ->",
        "deleteModule -> loadModuleInitFails || loadUser ->"
      })
  void who_waits_for_a_load_is_woken(String scenario) {
    Verdicts.mustHold(V3_19.with(Change.WAKE_ON_UNLOAD), scenario);
  }
}
