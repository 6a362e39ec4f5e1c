package org.rmmodel.checker.typeset;

import java.util.Map;
import java.util.Optional;

/** TLA+'s symbols and how they are typed in ASCII. */
final class Symbols {
  private static final Map<String, String> BY_ASCII =
      Map.ofEntries(
          Map.entry("/\\", "∧"),
          Map.entry("\\land", "∧"),
          Map.entry("\\/", "∨"),
          Map.entry("\\lor", "∨"),
          Map.entry("~", "¬"),
          Map.entry("\\lnot", "¬"),
          Map.entry("\\neg", "¬"),
          Map.entry("=>", "⇒"),
          Map.entry("<=>", "≡"),
          Map.entry("\\equiv", "≡"),
          Map.entry("==", "≜"),
          Map.entry("#", "≠"),
          Map.entry("/=", "≠"),
          Map.entry("<=", "≤"),
          Map.entry("=<", "≤"),
          Map.entry("\\leq", "≤"),
          Map.entry(">=", "≥"),
          Map.entry("\\geq", "≥"),
          Map.entry("\\in", "∈"),
          Map.entry("\\notin", "∉"),
          Map.entry("\\cup", "∪"),
          Map.entry("\\union", "∪"),
          Map.entry("\\cap", "∩"),
          Map.entry("\\intersect", "∩"),
          Map.entry("\\subseteq", "⊆"),
          Map.entry("\\subset", "⊂"),
          Map.entry("\\supseteq", "⊇"),
          Map.entry("\\X", "×"),
          Map.entry("\\times", "×"),
          Map.entry("\\div", "÷"),
          Map.entry("\\o", "∘"),
          Map.entry("\\circ", "∘"),
          Map.entry("\\A", "∀"),
          Map.entry("\\E", "∃"),
          Map.entry("\\AA", "𝗔"),
          Map.entry("\\EE", "𝗘"),
          Map.entry("|->", "↦"),
          Map.entry("->", "→"),
          Map.entry("<-", "←"),
          Map.entry("<<", "⟨"),
          Map.entry(">>", "⟩"),
          Map.entry("[]", "□"),
          Map.entry("<>", "◇"),
          Map.entry("~>", "⇝"),
          Map.entry("'", "′"),
          Map.entry("\\prec", "≺"),
          Map.entry("\\succ", "≻"),
          Map.entry("\\sim", "∼"),
          Map.entry("\\approx", "≈"));

  private Symbols() {}

  /**
   * The symbol that is typed so.
   *
   * @param ascii a token of a module
   * @return the symbol; empty for what is shown as it is typed
   */
  static Optional<String> of(String ascii) {
    return Optional.ofNullable(BY_ASCII.get(ascii));
  }
}
