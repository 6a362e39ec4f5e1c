package org.rmmodel.benchmarks.readers;

/** What goes on beside the readers. */
public enum Unloading {
  /** Nothing: what the operating system and the JVM do to a reader. */
  NONE("nothing"),
  /**
   * Modules come and go on another machine in the same JVM: as {@link #HERE}, with all that the
   * second thread costs by itself (processor, memory, garbage collection), but without a module in
   * common.
   */
  ELSEWHERE("unloads on another machine"),
  /** Modules, others than the readers', are loaded and unloaded back to back. */
  HERE("unloads");

  private final String text;

  Unloading(String text) {
    this.text = text;
  }

  /**
   * Says what it is.
   *
   * @return a few words
   */
  public String text() {
    return text;
  }
}
