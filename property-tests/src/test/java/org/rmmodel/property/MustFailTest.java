package org.rmmodel.property;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.jspecify.annotations.Nullable;

/** That {@link MustFail} is red when nothing is found, or something else. */
class MustFailTest {
  @Property
  @AddLifecycleHook(Inner.class)
  @AddLifecycleHook(MustBeRed.class)
  void what_is_not_found_is_red(@ForAll boolean flag) {}

  @Property
  @AddLifecycleHook(Inner.class)
  @AddLifecycleHook(MustBeRed.class)
  void what_is_found_for_another_reason_is_red(@ForAll boolean flag) {
    throw new AssertionError("another");
  }

  @Property
  @AddLifecycleHook(Inner.class)
  void what_is_found_for_its_reason_is_green(@ForAll boolean flag) {
    throw new AssertionError("its own");
  }

  static final class Inner extends MustFail {
    @Override
    protected @Nullable String reason(PropertyLifecycleContext context, Throwable thrown) {
      return "its own".equals(thrown.getMessage()) ? "its own" : null;
    }
  }

  static final class MustBeRed implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyExecutionResult result = property.execute();
      return result.status() == PropertyExecutionResult.Status.FAILED
          ? result.mapToSuccessful()
          : result.mapToFailed("was not red");
    }

    /** Outside of {@link MustFail}. */
    @Override
    public int aroundPropertyProximity() {
      return 80;
    }
  }
}
