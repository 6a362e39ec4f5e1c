package org.rmmodel.benchmarks.readers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One combination that is measured.
 *
 * @param series which kernel
 * @param operation what the readers do
 * @param unloading what goes on beside them
 */
public record Scenario(Series series, Operation operation, Unloading unloading) {

  /**
   * Gives all combinations, in the order in which they are measured and told: the kernels next to
   * each other, so that both meet the same weather.
   *
   * @return the scenarios
   */
  public static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (Unloading unloading : Unloading.values()) {
        for (Series series : Series.values()) {
          all.add(new Scenario(series, operation, unloading));
        }
      }
    }
    return List.copyOf(all);
  }

  /**
   * Gives a name that is good for a file.
   *
   * @return the name
   */
  public String fileName() {
    return (series.text() + "-" + operation + "-" + unloading)
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }

  @Override
  public String toString() {
    return series.text() + ", " + operation.text() + ", beside them " + unloading.text();
  }
}
