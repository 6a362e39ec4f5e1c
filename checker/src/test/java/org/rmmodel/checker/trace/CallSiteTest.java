package org.rmmodel.checker.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rmmodel.checker.files.SpecFolder;

class CallSiteTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ref_module",
        "resolve_symbol",
        "resolve_symbol.isra.0",
        "resolve_symbol.constprop.0+0x1a/0x300",
        "resolve_symbol_wait.cold",
        "simplify_symbols.part.0.isra.0",
        "ref_module+0x4c"
      })
  void theGetOfALinkIsInResolveSymbolOrWhereThatIsInlined(String site) {
    assertThat(CallSite.of(site)).isEqualTo(CallSite.RESOLVE_SYMBOL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module_unload_free+0x50/0xa0",
        "module_unload_free.llvm.12345678",
        "free_module.part.0",
        "__do_sys_delete_module.constprop.0",
        "__x64_sys_delete_module",
        "SyS_delete_module+0x1c0/0x250"
      })
  void thePutOfALinkIsInModuleUnloadFreeOrWhereThatIsInlined(String site) {
    assertThat(CallSite.of(site)).isEqualTo(CallSite.MODULE_UNLOAD_FREE);
  }

  @Test
  void thePutOfTheInitHoldIsInDoInitModule() {
    assertThat(CallSite.of("do_init_module+0x1c2/0x2a0")).isEqualTo(CallSite.DO_INIT_MODULE);
    assertThat(CallSite.of("do_init_module.cold")).isEqualTo(CallSite.DO_INIT_MODULE);
    assertThat(CallSite.of("load_module.isra.0")).isEqualTo(CallSite.LOAD_MODULE);
    assertThat(CallSite.of("__do_sys_finit_module")).isEqualTo(CallSite.LOAD_MODULE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "chrdev_open",
        "resolve_symbol_table",
        "do_init_modules",
        "load_module [loader]",
        "cdev_get+0x20/0x40",
        "x"
      })
  void anyOtherFunctionIsNoStepOfTheProtocol(String site) {
    assertThat(CallSite.of(site)).isEqualTo(CallSite.OTHER);
  }

  @Test
  void theDocumentSaysWhichFunctionsAreKnown() throws Exception {
    String document =
        Files.readString(SpecFolder.find().root().resolveSibling("docs").resolve("logs.md"));

    for (CallSite site : CallSite.values()) {
      assertThat(document).contains("| " + site.where() + " |");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0xffffffff81234567",
        "ffffffff81234567",
        "0xffffffffc03a1784",
        "(____ptrval____)",
        "",
        "arch_rethook_trampoline",
        "return_to_handler",
        "strong_try_module_get"
      })
  void anAddressOrATrampolineIsNotKnown(String site) {
    assertThat(CallSite.of(site)).isEqualTo(CallSite.UNKNOWN);
  }
}
