package org.rmmodel.property;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Turns a property over: it passes only if jqwik refutes it by an assertion. For variants that are
 * wrong on purpose, so that a chain that has stopped finding anything turns the build red.
 */
public final class MustFail implements AroundPropertyHook {
  @Override
  public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
    PropertyExecutionResult result = property.execute();
    return switch (result.status()) {
      case SUCCESSFUL -> result.mapToFailed("not caught in " + result.countTries() + " tries");
      case ABORTED -> result;
      case FAILED -> result.throwable().filter(AssertionError.class::isInstance).isPresent()
          && result.falsifiedParameters().isPresent()
              ? result.mapToSuccessful()
              : result;
    };
  }

  @Override
  public int aroundPropertyProximity() {
    return 90;
  }
}
