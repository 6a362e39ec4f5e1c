package org.rmmodel.checker.source;

import java.util.List;

/**
 * A function's definition in a file.
 *
 * @param name the function; of a system call the name that it is called by
 * @param tokens from its first token to the bracket that closes it
 */
public record Definition(String name, List<Token> tokens) {
  /** Copies the list. */
  public Definition {
    tokens = List.copyOf(tokens);
  }

  /**
   * The line that it begins on.
   *
   * @return its number, from 1
   */
  public int firstLine() {
    return tokens.get(0).line();
  }

  /**
   * The line that it ends on.
   *
   * @return its number, from 1
   */
  public int lastLine() {
    return tokens.get(tokens.size() - 1).line();
  }
}
