package org.rmmodel.property.schedule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.impl.Fact;
import org.rmmodel.impl.module.Module;

/**
 * One load of one name, as those see it who use the module. Touched by who has the turn.
 *
 * <p>How many references are held is known between two bounds, for a get or put that is under way
 * may or may not have counted yet. Those of other modules are not among them.
 */
final class Life {
  final String name;

  /** The name of the module that it uses, or null. */
  final @Nullable String uses;

  /** The module, once somebody was told. */
  @Nullable Module module;

  /** Whether it is made known before its init already, as it should not be ({@link Fact#F6 F6}). */
  boolean knownWhenComing;

  /** Whether gets may begin: its init has made it known, and its exit has not withdrawn it. */
  boolean registered;

  /** Whether its load has succeeded. */
  boolean loaded;

  /** Whether an unload has committed: its exit has begun. */
  boolean committed;

  /** Whether its load has failed or its unload has ended. */
  boolean gone;

  /** How many are on the way in: between finding it registered and knowing whether they have it. */
  int entering;

  private int sure;
  private int possible;
  private final List<Reading> readings = new ArrayList<>();

  /** What the count may have been while somebody read it. */
  static final class Reading {
    int least;
    int most;

    private Reading(int sure, int possible) {
      least = sure;
      most = possible;
    }
  }

  Life(String name, @Nullable String uses) {
    this.name = name;
    this.uses = uses;
  }

  /** Tells whether it is there and stays there until somebody unloads it. */
  boolean isUp() {
    return loaded && !committed;
  }

  /** How many references are held for sure. */
  int references() {
    return sure;
  }

  void getBegins() {
    change(0, 1);
  }

  void getSucceeds() {
    change(1, 0);
  }

  void getFails() {
    change(0, -1);
  }

  void putBegins() {
    change(-1, 0);
  }

  void putEnds() {
    change(0, -1);
  }

  private void change(int bySure, int byPossible) {
    sure += bySure;
    possible += byPossible;
    for (Reading reading : readings) {
      reading.least = Math.min(reading.least, sure);
      reading.most = Math.max(reading.most, possible);
    }
  }

  Reading readBegins() {
    Reading reading = new Reading(sure, possible);
    readings.add(reading);
    return reading;
  }

  void readEnds(Reading reading) {
    readings.remove(reading);
  }
}
