package org.rmmodel.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import net.jqwik.api.statistics.Statistics;
import org.rmmodel.impl.ModuleState;

/**
 * Life after life of one module: the refcount under test beside what it should be, which is a
 * number of references and a state. Each step does the same to both and compares.
 */
final class ModuleLife {
  private final Supplier<Refcount> loader;
  private Refcount refcount;
  private ModuleState state;
  private int references;

  private ModuleLife(Supplier<Refcount> loader) {
    this.loader = loader;
    load();
  }

  /**
   * Gives chains of steps: gets, puts of references that are held, unloads that are tried, and a
   * load once the module has gone.
   *
   * @param loader gives the count of a module that is being loaded
   * @param steps the length of a chain
   */
  static Arbitrary<ActionChain<ModuleLife>> chains(Supplier<Refcount> loader, int steps) {
    return ActionChain.<ModuleLife>startWith(() -> new ModuleLife(loader))
        .withAction(3, step("get", life -> true, ModuleLife::get))
        .withAction(6, step("put", ModuleLife::holdsReferences, ModuleLife::put))
        .withAction(3, step("unload", ModuleLife::isLive, ModuleLife::unload))
        .withAction(2, step("load", ModuleLife::isGoing, ModuleLife::load))
        .withMaxTransformations(steps);
  }

  private static Action<ModuleLife> step(
      String name, Predicate<ModuleLife> guard, Consumer<ModuleLife> body) {
    return Action.<ModuleLife>when(guard).describeAs(name).just(Transformer.mutate(name, body));
  }

  /**
   * What holds between any two steps: the count is the references, plus BASE until the commit, and
   * never negative.
   */
  void countIsRight() {
    assertThat(refcount.moduleRefcount())
        .as("references of a module that is %s", state)
        .isEqualTo(isGoing() ? -1 : references)
        .isGreaterThanOrEqualTo(-1);
  }

  private void get() {
    boolean got = refcount.tryModuleGet(state);
    assertThat(got).as("get from a module that is %s", state).isEqualTo(!isGoing());
    if (got) {
      references++;
    }
    count(got ? "get" : "get refused");
    // After the commit the state is one line of defence and the count the other (P4).
    assertThat(got || !refcount.tryModuleGet(ModuleState.LIVE)).as("get refused by the count alone").isTrue();
  }

  private void put() {
    assertThat(refcount.modulePut()).as("put of one of %d references", references).isTrue();
    references--;
    if (state == ModuleState.COMING) {
      state = ModuleState.LIVE;
    }
    count("put");
  }

  /**
   * Commits if and only if nothing is held (P2); a release that fails changes nothing (P6, by the
   * comparison).
   */
  private void unload() {
    boolean committed = refcount.tryReleaseModuleRef();
    assertThat(committed).as("unload commits with %d references", references).isEqualTo(references == 0);
    if (committed) {
      state = ModuleState.GOING;
    }
    count(committed ? "unload committed" : "unload failed");
  }

  private void load() {
    refcount = loader.get();
    state = ModuleState.COMING;
    references = 1;
  }

  private boolean isLive() {
    return state == ModuleState.LIVE;
  }

  private boolean isGoing() {
    return state == ModuleState.GOING;
  }

  private boolean holdsReferences() {
    return references > 0;
  }

  private static void count(String outcome) {
    Statistics.label("steps").collect(outcome);
  }

  @Override
  public String toString() {
    return state + " with " + references + " references, reads " + refcount.moduleRefcount();
  }
}
