package org.rmmodel.common.lanes;

/** What a task holds, is in, or waits for, and keeps for a while. */
public enum Bar {
  /** It owns module_mutex. */
  MUTEX('M', "holds module_mutex"),
  /** It is between rcu_read_lock and rcu_read_unlock. */
  RCU('R', "in an RCU read-side critical section"),
  /** It is between preempt_disable and preempt_enable. */
  PREEMPT_OFF('P', "preemption off"),
  /** It has called stop_machine, which has begun to park the other CPUs. */
  STOPS('S', "stops the machine"),
  /** It cannot run, since another task stops the machine. */
  PARKED('x', "parked by stop_machine"),
  /** It waits for a grace period. */
  GRACE_PERIOD('G', "waits for a grace period"),
  /** It sleeps on module_wq. */
  ASLEEP('Z', "sleeps on module_wq");

  private final char letter;
  private final String meaning;

  Bar(char letter, String meaning) {
    this.letter = letter;
    this.meaning = meaning;
  }

  /**
   * Its letter in plain text.
   *
   * @return an ASCII letter
   */
  public char letter() {
    return letter;
  }

  /**
   * What it means, for a legend.
   *
   * @return a few words about a task
   */
  public String meaning() {
    return meaning;
  }
}
