package org.rmmodel.property.schedule;

import java.lang.reflect.Parameter;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.jspecify.annotations.Nullable;
import org.rmmodel.property.MustFail;

/** The property has to be refuted by one of the oracles that its {@link Flaw} names. */
public final class MustBeFound extends MustFail {
  @Override
  protected @Nullable String reason(PropertyLifecycleContext context, Throwable thrown) {
    Parameter scenario = context.targetMethod().getParameters()[0];
    Flaw flaw = scenario.getAnnotation(With.class).value();
    return thrown instanceof Finding finding && flaw.oracles().contains(finding.oracle())
        ? finding.oracle() + " after " + finding.steps() + " steps of " + finding.scenario()
        : null;
  }
}
