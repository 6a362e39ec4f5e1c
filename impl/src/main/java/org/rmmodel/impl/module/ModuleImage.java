package org.rmmodel.impl.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.kernel.Errno;

/**
 * A module as user space hands it to {@code init_module}: the file, before it is loaded. Immutable;
 * made by {@link #named}.
 *
 * @param name its name, 1 to 55 characters; as in the kernel, any characters
 * @param exports the symbols that it defines for others, each once
 * @param imports the symbols that it needs; those that no module can define are missing, as is one
 *     that it defines itself; what is named twice is needed once
 * @param bugs where its {@code BUG()}s are: offsets into its memory, 0 to {@link Module#SIZE} - 1
 * @param failure what goes wrong with its load
 * @param init its {@code init}, or null
 * @param exit its {@code exit}; null makes a module that has an {@code init} permanent
 */
public record ModuleImage(
    String name,
    Set<String> exports,
    List<String> imports,
    Set<Integer> bugs,
    LoadFailure failure,
    @Nullable ModuleInit init,
    @Nullable ModuleExit exit) {

  /** The longest name: the kernel's MODULE_NAME_LEN on 64 bits, less the terminating zero. */
  public static final int MAX_NAME = 55;

  /**
   * Checks and copies the parameters.
   *
   * @throws IllegalArgumentException if the name is empty or too long, or an offset is outside
   * @throws NullPointerException if anything but init or exit is null, or in one of the sets
   */
  public ModuleImage {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(exports, "exports").forEach(ModuleImage::checkSymbol);
    Objects.requireNonNull(imports, "imports").forEach(ModuleImage::checkSymbol);
    Objects.requireNonNull(failure, "failure");
    Objects.requireNonNull(bugs, "bugs").forEach(bug -> Objects.requireNonNull(bug, "bug"));
    if (name.isEmpty() || name.length() > MAX_NAME) {
      throw new IllegalArgumentException("name: 1 to " + MAX_NAME + " characters: '" + name + "'");
    }
    if (bugs.stream().anyMatch(offset -> offset < 0 || offset >= Module.SIZE)) {
      throw new IllegalArgumentException("bugs: 0 to " + (Module.SIZE - 1) + ": " + bugs);
    }
    exports = Collections.unmodifiableSet(new LinkedHashSet<>(exports));
    imports = List.copyOf(imports);
    bugs = Set.copyOf(bugs);
  }

  private static void checkSymbol(String symbol) {
    Objects.requireNonNull(symbol, "symbol");
  }

  /**
   * Begins a module that has an {@code init} and an {@code exit} which do nothing.
   *
   * @param name its name, 1 to {@link #MAX_NAME} characters
   * @return the module
   * @throws IllegalArgumentException if the name is empty or too long
   */
  public static ModuleImage named(String name) {
    return new ModuleImage(
        name,
        Set.of(),
        List.of(),
        Set.of(),
        LoadFailure.NONE,
        (cpu, self) -> Errno.OK,
        (cpu, self) -> {});
  }

  /**
   * Adds symbols that it defines.
   *
   * @param symbols the symbols
   * @return the module with them
   */
  public ModuleImage exporting(String... symbols) {
    Set<String> all = new LinkedHashSet<>(exports);
    Collections.addAll(all, Objects.requireNonNull(symbols, "symbols"));
    return new ModuleImage(name, all, imports, bugs, failure, init, exit);
  }

  /**
   * Adds symbols that it needs.
   *
   * @param symbols the symbols
   * @return the module with them
   */
  public ModuleImage importing(String... symbols) {
    List<String> all = new ArrayList<>(imports);
    Collections.addAll(all, Objects.requireNonNull(symbols, "symbols"));
    return new ModuleImage(name, exports, all, bugs, failure, init, exit);
  }

  /**
   * Adds a {@code BUG()}.
   *
   * @param offset where, 0 to {@link Module#SIZE} - 1
   * @return the module with it
   * @throws IllegalArgumentException if the offset is outside
   */
  public ModuleImage withBug(int offset) {
    Set<Integer> all = new LinkedHashSet<>(bugs);
    all.add(offset);
    return new ModuleImage(name, exports, imports, all, failure, init, exit);
  }

  /**
   * Has {@code parse_args} refuse a parameter, so that the load fails late: after the module has
   * been formed, before its {@code init}.
   *
   * @return the module with a bad parameter
   */
  public ModuleImage withBadParameter() {
    return failing(LoadFailure.PARAMETER);
  }

  /**
   * Has its load fail, on the kernels that look at what is wrong.
   *
   * @param failure what goes wrong
   * @return the module with it, and with nothing else wrong
   */
  public ModuleImage failing(LoadFailure failure) {
    return new ModuleImage(name, exports, imports, bugs, failure, init, exit);
  }

  /**
   * Gives it another {@code init}.
   *
   * @param init the function
   * @return the module with it
   */
  public ModuleImage withInit(ModuleInit init) {
    return new ModuleImage(
        name, exports, imports, bugs, failure, Objects.requireNonNull(init, "init"), exit);
  }

  /**
   * Gives it another {@code exit}.
   *
   * @param exit the function
   * @return the module with it
   */
  public ModuleImage withExit(ModuleExit exit) {
    return new ModuleImage(
        name, exports, imports, bugs, failure, init, Objects.requireNonNull(exit, "exit"));
  }

  /**
   * Takes its {@code exit} away: unless forced, it cannot be unloaded.
   *
   * @return the permanent module
   */
  public ModuleImage permanent() {
    return new ModuleImage(name, exports, imports, bugs, failure, init, null);
  }

  /** Tells whether it has an {@code init} and no {@code exit}. */
  boolean isPermanent() {
    return init != null && exit == null;
  }
}
