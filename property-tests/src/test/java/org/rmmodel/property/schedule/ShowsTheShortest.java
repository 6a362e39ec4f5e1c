package org.rmmodel.property.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * Replaces what a refuted property has found by the {@linkplain Shortest shortest} scenario, and
 * keeps its table in {@code target/schedules}.
 */
public final class ShowsTheShortest implements AroundPropertyHook {
  private static final Path TABLES = Path.of("target", "schedules");

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) throws IOException {
    PropertyExecutionResult result = property.execute();
    Throwable thrown = result.throwable().orElse(null);
    List<Object> sample = result.falsifiedParameters().orElse(List.of());
    if (!(thrown instanceof Finding found)
        || sample.isEmpty()
        || !(sample.get(0) instanceof Scenario scenario)) {
      return result;
    }
    Finding shortest = Shortest.of(scenario, found);
    Files.createDirectories(TABLES);
    Files.writeString(
        TABLES.resolve(context.targetMethod().getName() + ".txt"),
        shortest.getMessage() + System.lineSeparator());
    return result.mapToFailed(shortest);
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }

  /** Inside of {@link MustBeFound}. */
  @Override
  public int aroundPropertyProximity() {
    return 95;
  }
}
