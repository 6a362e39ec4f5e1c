package org.rmmodel.property.chain;

import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.jspecify.annotations.Nullable;
import org.rmmodel.property.MustFail;

/** The loader has to differ from the model in what {@link Shows} says. */
public final class MustDisagree extends MustFail {
  @Override
  protected @Nullable String reason(PropertyLifecycleContext context, Throwable thrown) {
    String shows = context.findAnnotation(Shows.class).orElseThrow().value();
    return thrown instanceof AssertionError && String.valueOf(thrown.getMessage()).contains(shows)
        ? shows
        : null;
  }
}
