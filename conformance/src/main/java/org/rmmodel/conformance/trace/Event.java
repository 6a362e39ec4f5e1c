package org.rmmodel.conformance.trace;

/**
 * A step of the specification that a recording has.
 *
 * @param task the specification's task
 * @param cpu on which CPU
 * @param action the specification's action
 * @param name the module that a call is about; empty in later steps, or if it may be any
 * @param load which load of it a call is about; 0 if it is not known
 * @param start the step is not before this
 * @param end nor after that
 * @param counts whether it changes the numbers of its CPU
 * @param hand what is in hand before it: the name of a module, or {@link #HEAD}, or empty if the
 *     recording does not say
 * @param next the label of the task's next step; empty if its call is over
 * @param nextHand what is in hand before that
 * @param tells what kind of result it gives
 * @param result the result
 * @param oops whether the implementation has thrown
 * @param line where the recording says so: the line of its file; 0 if it was not read from one
 */
record Event(
    String task,
    int cpu,
    String action,
    String name,
    long load,
    long start,
    long end,
    boolean counts,
    String hand,
    String next,
    String nextHand,
    Tells tells,
    int result,
    boolean oops,
    int line) {

  /** A walker has the list's head in hand. */
  static final String HEAD = "the head";

  /** What kind of result a step gives. */
  enum Tells {
    GOT,
    PUT,
    READS,
    COUNT,
    FAILS,
    ERRNO,
    NOTHING;

    /** What RecordedProtocol.tla calls it. */
    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
