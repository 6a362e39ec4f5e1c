package org.rmmodel.lkmm.model;

/** The requirements of the model, by their published names; they are checked in this order. */
public enum Axiom {
  /** acyclic po-loc | com. */
  COHERENCE("coherence"),
  /** empty rmw &amp; (fre ; coe). */
  ATOMIC("atomic"),
  /** acyclic hb. */
  HAPPENS_BEFORE("happens-before"),
  /** acyclic pb. */
  PROPAGATION("propagation"),
  /** irreflexive rb. */
  RCU("rcu"),
  /** No plain access reads or overwrites what it cannot. */
  PLAIN_COHERENCE("plain-coherence"),
  /** Of sequential consistency: acyclic po | rf | co | fr, with grace periods. */
  SEQUENTIAL_CONSISTENCY("sequential-consistency");

  private final String published;

  Axiom(String published) {
    this.published = published;
  }

  /**
   * Its name in the published model.
   *
   * @return for example {@code happens-before}
   */
  public String published() {
    return published;
  }
}
