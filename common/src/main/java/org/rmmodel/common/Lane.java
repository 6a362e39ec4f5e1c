package org.rmmodel.common;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much is run: each lane includes the smaller ones. */
public enum Lane {
  /** Within a minute: what an author runs after each change. */
  SMOKE,
  /** About ten minutes on two cores: the default. */
  FULL,
  /** Everything, for however long it takes. */
  EXHAUSTIVE;

  /**
   * The lane that the build runs its tests in: {@code mvn verify -Dlane=exhaustive}.
   *
   * @return what the system property rmmodel.lane says; full without it
   * @throws BadInput if that is no lane
   */
  public static Lane current() {
    return named(System.getProperty("rmmodel.lane", FULL.toString()));
  }

  /**
   * A lane by its name.
   *
   * @param name as users write it
   * @return the lane
   * @throws BadInput if there is no such lane
   */
  public static Lane named(String name) {
    List<String> names = Arrays.stream(values()).map(Lane::toString).toList();
    int at = names.indexOf(name);
    if (at < 0) {
      throw new BadInput("unknown lane " + name + "; there is " + String.join(", ", names));
    }
    return values()[at];
  }

  /**
   * What belongs to this lane, of three.
   *
   * @param smoke the smoke lane's
   * @param full the full lane's
   * @param exhaustive the exhaustive lane's
   * @param <T> what it is, such as a budget
   * @return one of them
   */
  public <T> T pick(T smoke, T full, T exhaustive) {
    return switch (this) {
      case SMOKE -> smoke;
      case FULL -> full;
      case EXHAUSTIVE -> exhaustive;
    };
  }

  /**
   * Whether something that belongs to the other lane is run in this one.
   *
   * @param other the lane that a run belongs to
   * @return true if this lane is the other or a larger one
   */
  public boolean includes(Lane other) {
    return compareTo(other) >= 0;
  }

  /**
   * The lane's name as users write it.
   *
   * @return for example {@code full}
   */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
