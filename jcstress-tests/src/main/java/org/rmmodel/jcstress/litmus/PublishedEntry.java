package org.rmmodel.jcstress.litmus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.rmmodel.fixtures.list.StepwiseList;
import org.rmmodel.impl.rcu.RcuList;
import org.rmmodel.jcstress.Real;
import org.rmmodel.jcstress.Weakened;

/**
 * A module is set up by plain writes and then added to the list. Who finds it there, sees it set
 * up.
 *
 * <pre>
 *   loader                      walker
 *                               (looks at the module)
 *   module is set up
 *   module is added             finds the module?
 *                               reads what was set up
 * </pre>
 *
 * <p>Release in {@code RcuList.addRcu}, acquire in {@code Node.next}. The look before the walk is
 * there so that a compiler has a value to use again where the walk orders nothing.
 */
@Description("Who finds a module on the list sees it set up")
@Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "Not on the list yet.")
@Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Found, and set up.")
@Outcome(id = "0", expect = Expect.FORBIDDEN, desc = "Found, but not set up.")
public final class PublishedEntry {
  private static final int NOT_FOUND = -1;

  private PublishedEntry() {}

  /** A module: memory that is set up by a plain write. */
  static final class Module {
    final Padded setUp = new Padded();
  }

  /** What the tasks do, whatever the list. */
  abstract static class Body {
    final Module module = new Module();
    int before;

    abstract void add();

    abstract boolean findsIt();

    final void load() {
      module.setUp.set(1);
      add();
      Dwell.spend();
    }

    final int walk() {
      before = module.setUp.get();
      return findsIt() ? module.setUp.get() : NOT_FOUND;
    }
  }

  /** The same on a list that can be got wrong. */
  abstract static class Stepwise extends Body {
    private final StepwiseList<Module> list;
    private final StepwiseList.Node<Module> node = new StepwiseList.Node<>(module);

    Stepwise(StepwiseList<Module> list) {
      this.list = list;
    }

    @Override
    final void add() {
      list.addRcu(node);
    }

    @Override
    final boolean findsIt() {
      return list.first().entry() == module;
    }
  }

  /** The list of the implementation. */
  @JCStressTest
  @JCStressMeta(PublishedEntry.class)
  @Real(mustMeet = {"-1", "1"})
  @State
  public static class RealList extends Body {
    private final RcuList<Module> list = new RcuList<>();
    private final RcuList.Node<Module> node = RcuList.Node.of(module);

    /** Makes an empty list. */
    public RealList() {}

    @Override
    final void add() {
      list.addRcu(node);
    }

    @Override
    final boolean findsIt() {
      return list.head().next().entry() == module;
    }

    /** The loader. */
    @Actor
    public void loader() {
      load();
    }

    /**
     * The walker.
     *
     * @param r what it reads
     */
    @Actor
    public void walker(I_Result r) {
      r.r1 = walk();
    }
  }

  /** A list where pointers are followed plainly. */
  @JCStressTest
  @JCStressMeta(PublishedEntry.class)
  @Weakened(by = "a walker follows the pointer plainly", mustShow = "0")
  @State
  public static class PlainWalk extends Stepwise {
    /** Makes an empty list. */
    public PlainWalk() {
      super(new org.rmmodel.fixtures.list.PlainWalk<>());
    }

    /** The loader. */
    @Actor
    public void loader() {
      load();
    }

    /**
     * The walker.
     *
     * @param r what it reads
     */
    @Actor
    public void walker(I_Result r) {
      r.r1 = walk();
    }
  }

  /** A list where the pointer is written plainly. */
  @JCStressTest
  @JCStressMeta(PublishedEntry.class)
  @Weakened(by = "the pointer to a new entry is written plainly", hiddenOnX86 = Hidden.PLAIN_STORES)
  @State
  public static class PlainPointer extends Stepwise {
    /** Makes an empty list. */
    public PlainPointer() {
      super(new org.rmmodel.fixtures.list.PlainPointer<>());
    }

    /** The loader. */
    @Actor
    public void loader() {
      load();
    }

    /**
     * The walker.
     *
     * @param r what it reads
     */
    @Actor
    public void walker(I_Result r) {
      r.r1 = walk();
    }
  }
}
