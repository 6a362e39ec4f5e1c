package org.rmmodel.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** That a seed given by hand is the seed that is used, and that it decides what is generated. */
@AddLifecycleHook(ReplayTest.GivesASeed.class)
class ReplayTest {
  private static final List<Integer> FIRST = new ArrayList<>();
  private static final List<Integer> SECOND = new ArrayList<>();

  @Property(tries = 20)
  void a_given_seed_is_used(@ForAll int number) {
    FIRST.add(number);
  }

  @Property(tries = 20)
  void a_given_seed_is_used_again(@ForAll int number) {
    SECOND.add(number);
  }

  @AfterContainer
  static void the_same_seed_generates_the_same() {
    // With -Dtest one of them may have been run alone.
    if (!FIRST.isEmpty() && !SECOND.isEmpty()) {
      assertThat(FIRST).isEqualTo(SECOND);
    }
  }

  /** Gives a seed as a command line does, and looks whether jqwik has used it. */
  static final class GivesASeed implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) throws Throwable {
      String before = System.getProperty(Replay.SEED, "");
      System.setProperty(Replay.SEED, "4711");
      try {
        PropertyExecutionResult result = new Replay().aroundProperty(context, property);
        return result.seed().equals(java.util.Optional.of("4711"))
            ? result
            : result.mapToFailed("seed was " + result.seed());
      } finally {
        System.setProperty(Replay.SEED, before);
      }
    }

    @Override
    public PropagationMode propagateTo() {
      return PropagationMode.ALL_DESCENDANTS;
    }
  }
}
