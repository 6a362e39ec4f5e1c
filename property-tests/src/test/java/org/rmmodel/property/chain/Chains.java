package org.rmmodel.property.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.rmmodel.impl.kernel.Change;
import org.rmmodel.impl.kernel.KernelVersion;
import org.rmmodel.property.schedule.Flaw;

/** Generates chains of calls on all kernels. */
final class Chains {
  private static final int CALLS = 30;

  private Chains() {}

  /** Gives chains on each prefix of the series, with all that a kernel may be built with. */
  static Arbitrary<ActionChain<World>> onAllKernels() {
    return Arbitraries.of(allKernels()).flatMap(version -> of(version, Flaw.NONE));
  }

  private static List<KernelVersion> allKernels() {
    List<KernelVersion> versions = new ArrayList<>();
    for (int patches = 0; patches <= 5; patches++) {
      KernelVersion plain = KernelVersion.prefix(patches);
      versions.add(plain);
      versions.add(plain.withForceUnload());
      versions.add(plain.withPreemption().with(Change.FLAVOURS_MERGED, Change.WAKE_ON_UNLOAD));
    }
    return versions;
  }

  static Arbitrary<ActionChain<World>> of(KernelVersion version, Flaw flaw) {
    return ActionChain.<World>startWith(() -> new World(version, flaw))
        .withAction(7, call("", loads(), World::load))
        .withAction(6, call("", unloads(), World::delete))
        .withAction(3, call("get ", names(), World::get))
        .withAction(1, call("get more ", names(), World::getMore))
        .withAction(1, call("symbol_get ", names(), World::symbolGet))
        .withAction(3, call("put ", names(), World::put))
        .withAction(1, call("symbol_put ", names(), World::symbolPut))
        .withAction(1, call("tracing ", Arbitraries.of(false, true), World::setTracing))
        .withAction(
            1, call("notifier", Arbitraries.just(""), (world, no) -> world.toggleNotifier()))
        .withMaxTransformations(CALLS);
  }

  private static <T> Action.Independent<World> call(
      String name, Arbitrary<T> parameters, BiConsumer<World, T> body) {
    return () ->
        parameters.map(
            parameter ->
                Transformer.mutate(name + parameter, world -> body.accept(world, parameter)));
  }

  private static Arbitrary<Load> loads() {
    Arbitrary<Load.Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Load.Kind.GOOD),
            Tuple.of(1, Load.Kind.PERMANENT),
            Tuple.of(1, Load.Kind.INIT_FAILS),
            Tuple.of(1, Load.Kind.INIT_THROWS),
            Tuple.of(1, Load.Kind.PARAMETER_REFUSED),
            Tuple.of(1, Load.Kind.SYMBOL_MISSING),
            Tuple.of(1, Load.Kind.EXPORTED_TWICE),
            Tuple.of(3, Load.Kind.NOSY));
    Arbitrary<List<String>> imports =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.just(List.of())), Tuple.of(1, names().list().ofMaxSize(2)));
    return Combinators.combine(names(), kinds, imports, capable())
        .as(
            (name, kind, uses, capable) ->
                new Load(
                    name, kind, uses.stream().filter(use -> !use.equals(name)).toList(), capable));
  }

  private static Arbitrary<Unload> unloads() {
    Arbitrary<String> names =
        Arbitraries.frequencyOf(Tuple.of(20, names()), Tuple.of(1, Arbitraries.of("nobody")));
    return Combinators.combine(names.injectNull(0.05), capable(), Arbitraries.of(false, true))
        .as(Unload::new);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.frequency(
        Tuple.of(3, "a"), Tuple.of(2, "b"), Tuple.of(1, "c"), Tuple.of(1, "d"));
  }

  private static Arbitrary<Boolean> capable() {
    return Arbitraries.frequency(Tuple.of(24, true), Tuple.of(1, false));
  }
}
