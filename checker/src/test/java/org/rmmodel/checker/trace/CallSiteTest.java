package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallSiteTest {
  @Test
  void aStepIsKnownByItsFunctionWithOrWithoutOffsetAndSuffix() {
    assertThat(CallSite.of("resolve_symbol")).isEqualTo(CallSite.RESOLVE_SYMBOL);
    assertThat(CallSite.of("resolve_symbol.isra.0")).isEqualTo(CallSite.RESOLVE_SYMBOL);
    assertThat(CallSite.of("module_unload_free+0x50/0xa0")).isEqualTo(CallSite.MODULE_UNLOAD_FREE);
    assertThat(CallSite.of("do_init_module+0x1c2/0x2a0")).isEqualTo(CallSite.DO_INIT_MODULE);
  }

  @Test
  void anyOtherFunctionAndAnAddressAreNoStepOfTheProtocol() {
    assertThat(CallSite.of("chrdev_open")).isEqualTo(CallSite.OTHER);
    assertThat(CallSite.of("0xffffffff81234567")).isEqualTo(CallSite.OTHER);
    assertThat(CallSite.of("")).isEqualTo(CallSite.OTHER);
  }
}
