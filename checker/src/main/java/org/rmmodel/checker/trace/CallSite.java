package org.rmmodel.checker.trace;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code call_site=} says of a get or put. The site is the function that the call returns to,
 * so it depends on what the compiler has inlined; here stands which functions are known for which
 * step, and on which kernels. Which step it is in the end can depend on what the task is doing:
 * {@link CountStep}.
 */
public enum CallSite {
  /**
   * The get of a link: a module that is loaded uses a symbol of this one. Up to v5.8 ref_module is
   * a function of its own, which others may call; from v5.9 on it is part of resolve_symbol.
   */
  RESOLVE_SYMBOL(
      "ref_module, up to v5.8; resolve_symbol, from v5.9 on; resolve_symbol_wait and"
          + " simplify_symbols, where the compiler inlines them",
      "ref_module",
      "resolve_symbol",
      "resolve_symbol_wait",
      "simplify_symbols"),

  /** The put of a link: the module that used this one is freed, or its load has failed. */
  MODULE_UNLOAD_FREE(
      "module_unload_free; free_module and delete_module, where the compiler inlines it",
      "module_unload_free",
      "free_module",
      "delete_module",
      "sys_delete_module"),

  /** The put of the init hold; of another module than the one that is loaded, of a link. */
  DO_INIT_MODULE("do_init_module", "do_init_module"),

  /** All of a load may be inlined here: the get of a link, its put, the put of the init hold. */
  LOAD_MODULE(
      "load_module, and the system calls that call it, where the compiler inlines the rest",
      "load_module",
      "init_module_from_file",
      "idempotent_init_module",
      "sys_init_module",
      "sys_finit_module"),

  /**
   * Not known: an address, as the log was written without the kernel's symbols or after a module
   * had gone; a trampoline of another tracer; a function that several steps share.
   */
  UNKNOWN(
      "an address, a trampoline of another tracer, strong_try_module_get",
      "strong_try_module_get",
      "arch_rethook_trampoline",
      "kretprobe_trampoline",
      "__kretprobe_trampoline",
      "return_to_handler"),

  /** Any other caller. */
  OTHER("any other function, and all functions of modules");

  private static final Pattern OFFSET = Pattern.compile("\\+0x[0-9a-f]+(/0x[0-9a-f]+)?$");
  private static final Pattern SUFFIX =
      Pattern.compile("\\.(isra|constprop|part|cold|llvm|lto_priv|clone|cfi|cfi_jt)(\\.\\d+)*+$");
  private static final Pattern ADDRESS =
      Pattern.compile("(0x)?[0-9a-f]{8,16}|0x[0-9a-f]+|\\(_*ptrval_*\\)|\\(null\\)|\\?*");

  /** What a system call's entry is called on some machine, before its own name. */
  private static final Pattern ENTRY =
      Pattern.compile("^(__(do|se|x64|ia32|arm64|riscv|s390x?|powerpc|ppc)_|\\.)(?=sys_)");

  private final String where;

  /** The functions, each between two blanks. */
  private final String functions;

  CallSite(String where, String... functions) {
    this.where = where;
    this.functions = " " + String.join(" ", functions) + " ";
  }

  /**
   * Finds the call site.
   *
   * @param text what stands after {@code call_site=}: a function, perhaps with an offset, with
   *     suffixes of the compiler and with its module, or an address
   * @return the site; {@link #OTHER} if it is a function that no step of the protocol is in
   */
  static CallSite of(String text) {
    String name = text.strip();
    if (ADDRESS.matcher(name).matches()) {
      return UNKNOWN;
    }
    if (name.endsWith("]")) {
      return OTHER; // The protocol is in no module.
    }
    String function = function(name);
    Optional<CallSite> known =
        Arrays.stream(values())
            .filter(site -> site.functions.contains(" " + function + " "))
            .findFirst();
    return known.orElse(OTHER);
  }

  private static String function(String name) {
    String function = OFFSET.matcher(name).replaceFirst("");
    for (String shorter = SUFFIX.matcher(function).replaceFirst("");
        !shorter.equals(function);
        shorter = SUFFIX.matcher(function).replaceFirst("")) {
      function = shorter;
    }
    return ENTRY.matcher(function).replaceFirst("").replace("SyS_", "sys_");
  }

  /**
   * Where it is.
   *
   * @return the functions, in words, with their kernels
   */
  String where() {
    return where;
  }
}
