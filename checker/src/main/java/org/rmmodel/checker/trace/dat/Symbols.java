package org.rmmodel.checker.trace.dat;

import java.util.ArrayList;
import java.util.List;

/** The kernel's functions by address, as /proc/kallsyms had them when the log was recorded. */
final class Symbols {
  /** No function is as long as this; further away is another's memory. */
  private static final long MAX_FUNCTION = 1 << 20;

  private record Symbol(long address, int from, int to) {}

  private final String text;
  private final List<Symbol> symbols = new ArrayList<>();

  /**
   * Reads the table.
   *
   * @param text one symbol per line: address, kind, name, perhaps the module in brackets; addresses
   *     of zero were hidden from the user who recorded
   */
  Symbols(String text) {
    this.text = text;
    for (int line = 0; line < text.length(); ) {
      int end = text.indexOf('\n', line);
      end = end < 0 ? text.length() : end;
      int kind = text.indexOf(' ', line);
      int name = kind + 3;
      if (kind > line && kind - line <= 16 && name < end && text.charAt(kind + 2) == ' ') {
        add(line, kind, name, end);
      }
      line = end + 1;
    }
    symbols.sort((a, b) -> Long.compareUnsigned(a.address(), b.address()));
  }

  private void add(int line, int kind, int name, int end) {
    try {
      long address = Long.parseUnsignedLong(text, line, kind, 16);
      int to = name;
      while (to < end && text.charAt(to) > ' ') {
        to++;
      }
      if (address != 0) {
        symbols.add(new Symbol(address, name, to));
      }
    } catch (NumberFormatException e) {
      // No symbol's line.
    }
  }

  /**
   * The function at an address.
   *
   * @param address where the caller was
   * @return the name of the function that begins there or before, or the address in hexadecimal
   */
  String name(long address) {
    int low = 0;
    int high = symbols.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(symbols.get(middle).address(), address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    // Behind the last symbol there may be anything, such as a module that was loaded later.
    if (low == 0 || low == symbols.size()) {
      return "0x" + Long.toHexString(address);
    }
    Symbol symbol = symbols.get(low - 1);
    if (address - symbol.address() > MAX_FUNCTION) {
      return "0x" + Long.toHexString(address);
    }
    return text.substring(symbol.from(), symbol.to());
  }
}
