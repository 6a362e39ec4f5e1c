package org.rmmodel.checker.source;

import java.util.List;
import java.util.Set;
import org.rmmodel.checker.catalogue.Release;

/**
 * What is known of a function's form.
 *
 * @param reading the function as it was found
 * @param known how much of the form is known
 * @param releases where this form was read, or where its steps were, if these alone are known
 * @param present of the changes that the function shows, those that each of these releases has
 * @param absent of these changes, those that none of these releases has
 */
public record FunctionVerdict(
    Reading reading, Known known, List<Release> releases, Set<String> present, Set<String> absent) {
  /** How much of a form is known. */
  public enum Known {
    /** It was read in a release, token by token. */
    WHOLE,
    /** It is new, but the words that the protocol is made of stand in it as in a release. */
    STEPS,
    /** It was read nowhere. */
    NOTHING
  }

  /** Copies the collections. */
  public FunctionVerdict {
    releases = List.copyOf(releases);
    present = Set.copyOf(present);
    absent = Set.copyOf(absent);
  }

  /**
   * The function's name.
   *
   * @return the name
   */
  public String name() {
    return reading.function().name();
  }
}
