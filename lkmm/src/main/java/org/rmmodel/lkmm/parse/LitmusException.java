package org.rmmodel.lkmm.parse;

/** A litmus test that cannot be read, or uses what this checker does not have; one line. */
public final class LitmusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String what;
  private final int line;
  private final int column;

  /**
   * A test that cannot be used.
   *
   * @param place where
   * @param what what is wrong there, without a full stop; a control character of the test in it
   *     becomes a question mark
   */
  public LitmusException(Place place, String what) {
    super(place + ": " + shown(what), null, false, false);
    this.what = shown(what);
    this.line = place.line();
    this.column = place.column();
  }

  private static String shown(String what) {
    return what.replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "?");
  }

  /**
   * What is wrong, without its place.
   *
   * @return for example {@code unknown function kfree}
   */
  public String what() {
    return what;
  }

  /**
   * Where it is.
   *
   * @return the line and column
   */
  public Place place() {
    return new Place(line, column);
  }
}
