package org.rmmodel.property;

import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.jspecify.annotations.Nullable;

/**
 * Turns a property over: it passes only if jqwik refutes it, and for its own reason. For what is
 * wrong on purpose, so that a suite that has stopped finding anything turns the build red. Prints
 * how many tries it took, and what was found.
 *
 * <p>The budget is the same in all lanes, as finding ends the search: that of the full lane.
 */
public abstract class MustFail implements AroundPropertyHook {
  /** The tries of a property in the full lane; see the pom. */
  static final int BUDGET = 15_000;

  /**
   * Tells whether a property was refuted for the reason that it is about.
   *
   * @param context the property
   * @param thrown what its shrunk sample has thrown
   * @return a line on what was found, or null if it is nothing that the property is about
   */
  protected abstract @Nullable String reason(PropertyLifecycleContext context, Throwable thrown);

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    context.attributes().setTries(BUDGET);
    // A sample that was found before says nothing about how it was found.
    context.attributes().setAfterFailure(AfterFailureMode.RANDOM_SEED);
    PropertyExecutionResult result = property.execute();
    return switch (result.status()) {
      case SUCCESSFUL -> result.mapToFailed("not found in " + result.countTries() + " tries");
      case ABORTED -> result;
      case FAILED -> judge(context, result);
    };
  }

  private PropertyExecutionResult judge(
      PropertyLifecycleContext context, PropertyExecutionResult result) {
    Throwable thrown = result.throwable().orElse(null);
    if (thrown == null || result.falsifiedParameters().isEmpty()) {
      return result;
    }
    String reason = reason(context, thrown);
    if (reason == null) {
      return result;
    }
    System.out.printf("%s, in %d tries: %s%n", context.label(), result.countTries(), reason);
    return result.mapToSuccessful();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  /** Inside of {@link Replay}, which sees the verdict. */
  @Override
  public int aroundPropertyProximity() {
    return 90;
  }
}
