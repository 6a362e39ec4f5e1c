package org.rmmodel.kill;

/**
 * Something is wrong with what the user gave, or with a file of the project; one line says what.
 */
final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadInput(String line) {
    super(line);
  }
}
