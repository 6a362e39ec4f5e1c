package org.rmmodel.common;

/**
 * What the user gave cannot be used: a wrong name, a missing file, a file that does not parse. Its
 * message is the one line that the user reads, with file and line number where there are any; the
 * exit status is 2.
 */
public final class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Bad input.
   *
   * @param line what is wrong, in one line without a full stop
   */
  public BadInput(String line) {
    super(OneLine.of(line), null, false, false);
  }
}
