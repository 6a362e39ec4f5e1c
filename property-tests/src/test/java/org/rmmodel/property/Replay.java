package org.rmmodel.property;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Runs every property with the seed that the system property {@value #SEED} gives, and says after a
 * failure how to do so. Registered for all of them, as a service.
 */
public final class Replay implements AroundPropertyHook {
  /** The system property, and Maven's. */
  static final String SEED = "seed";

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
    String seed = System.getProperty(SEED, "");
    if (!seed.isEmpty()) {
      context.attributes().setSeed(seed);
      // No sample that failed before, or there would be nothing to see of the seed.
      context.attributes().setAfterFailure(AfterFailureMode.RANDOM_SEED);
    }
    PropertyExecutionResult result = property.execute();
    if (result.status() == PropertyExecutionResult.Status.FAILED) {
      System.out.printf(
          "to run it again: -Dtest='%s#%s' -D%s=%s%n",
          context.containerClass().getSimpleName(),
          context.targetMethod().getName(),
          SEED,
          result.seed().orElse("?"));
    }
    return result;
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public boolean appliesTo(Optional<AnnotatedElement> element) {
    return true;
  }

  /** Outermost: what it sees is the verdict. */
  @Override
  public int aroundPropertyProximity() {
    return -200;
  }
}
