package org.rmmodel.checker.source;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.catalogue.Release;
import org.rmmodel.checker.source.FunctionVerdict.Known;

/**
 * What a tree is.
 *
 * @param release what its Makefile says that it is
 * @param functions what is known of each modelled function
 * @param kernel the tree as a kernel's name: a release or a row, with the changes that it has more
 *     or less, as {@code --kernel} takes it
 * @param row whether the changes that are shown are those of a row or a release, so that nothing
 *     had to be added or taken away
 * @param changes the changes that the tree has
 * @param notShown the changes that no known form shows, and that are taken from the row or the
 *     release
 * @param contradictions the changes that one function shows and another one denies
 * @param alike the releases in which each function with a known form has this very form
 * @param note what is told of the kernel's name, if it is no row's
 */
public record TreeVerdict(
    Release release,
    List<FunctionVerdict> functions,
    String kernel,
    boolean row,
    Set<String> changes,
    Set<String> notShown,
    Map<String, Contradiction> contradictions,
    List<Release> alike,
    Optional<String> note) {
  /** Copies the collections. */
  public TreeVerdict {
    functions = List.copyOf(functions);
    changes = Set.copyOf(changes);
    notShown = Set.copyOf(notShown);
    contradictions = Map.copyOf(contradictions);
    alike = List.copyOf(alike);
  }

  /**
   * Functions that do not agree on a change.
   *
   * @param present those that show it
   * @param absent those that show that it is not there
   */
  public record Contradiction(List<String> present, List<String> absent) {
    /** Copies the lists. */
    public Contradiction {
      present = List.copyOf(present);
      absent = List.copyOf(absent);
    }
  }

  /**
   * The functions of which so much is known.
   *
   * @param known how much
   * @return the functions, in their order
   */
  public List<FunctionVerdict> of(Known known) {
    return functions.stream().filter(function -> function.known() == known).toList();
  }

  /**
   * Whether each function is in a form that was read in a release, and all agree.
   *
   * @return true if nothing is new
   */
  public boolean isKnown() {
    return of(Known.WHOLE).size() == functions.size() && contradictions.isEmpty();
  }
}
