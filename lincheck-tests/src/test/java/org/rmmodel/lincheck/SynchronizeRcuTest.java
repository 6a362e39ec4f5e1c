package org.rmmodel.lincheck;

import static org.rmmodel.impl.kernel.KernelVersion.V3_19;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.rmmodel.common.Lane;
import org.rmmodel.fixtures.AskedOfMutants;
import org.rmmodel.fixtures.machine.GracePeriodOfNoLength;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Kernel;
import org.rmmodel.impl.rcu.RcuList;

/**
 * Readers of an {@link RcuList} beside an updater who replaces its only entry, waits for a grace
 * period, and frees the old one: no reader ever has a freed entry in hand, or one that is not set
 * up. And each way to get it wrong is caught.
 */
@ExtendWith(Summary.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag(AskedOfMutants.TAG)
public class SynchronizeRcuTest {
  private static final String ONE_UPDATE = "-> replace || read; read ->";
  private static final int BOUND = Lane.current().pick(300, 3_000, 300_000);

  @Test
  void readers_are_waited_for() {
    Verdicts.mustHold(search(Right.class, V3_19, BOUND));
  }

  @Test
  void readers_are_waited_for_on_a_preemptible_kernel() {
    Verdicts.mustHold(search(Right.class, V3_19.withPreemption(), BOUND));
  }

  /**
   *
   *
   * <pre>
   *   updater                      reader
   *                                rcu_read_lock, finds the entry
   *   unlinks it, frees it
   *                                reads it = freed
   * </pre>
   */
  @Test
  void an_updater_that_does_not_wait_is_caught() {
    Verdicts.mustFail(
        search(NoWait.class, V3_19, Verdicts.TO_FIND), Verdicts.WRONG_ANSWERS, "freed");
  }

  /**
   *
   *
   * <pre>
   *   updater                      reader
   *                                rcu_read_lock, finds the entry
   *   unlinks it
   *   synchronize_sched: no CPU is in a preempt-off section
   *   frees it
   *                                reads it = freed
   * </pre>
   */
  @Test
  void an_updater_that_waits_for_the_wrong_readers_is_caught() {
    Verdicts.mustFail(
        search(WrongReaders.class, V3_19.withPreemption(), Verdicts.TO_FIND),
        Verdicts.WRONG_ANSWERS,
        "freed");
  }

  /** Where the two flavours are one, it makes no difference. */
  @Test
  void waiting_for_preempt_off_sections_does_without_preemption() {
    Verdicts.mustHold(search(WrongReaders.class, V3_19, BOUND));
  }

  /**
   *
   *
   * <pre>
   *   updater                      reader
   *   adds the entry
   *                                finds it = not set up
   *   sets it up
   * </pre>
   */
  @Test
  void an_updater_that_publishes_before_initialising_is_caught() {
    Verdicts.mustFail(
        search(PublishedEarly.class, V3_19, Verdicts.TO_FIND),
        Verdicts.WRONG_ANSWERS,
        "not set up");
  }

  private static Search search(
      Class<?> operations, org.rmmodel.impl.kernel.KernelVersion kernel, int bound) {
    return new Search(
            Setting.of(kernel), List.of(Scenarios.of(operations).parse(ONE_UPDATE)), bound)
        .over(operations, Always.class);
  }

  /** What is on the list. */
  private static final class Entry {
    final RcuList.Node<Entry> list = RcuList.Node.of(this);
    boolean setUp;
    boolean freed;

    String look() {
      return freed ? "freed" : setUp ? "whole" : "not set up";
    }
  }

  /** The list, its readers and its updater; subclasses get one thing wrong. */
  @Param(name = "thread", gen = ThreadIdGen.class)
  public abstract static class Rcu {
    private final Kernel kernel;
    private final Cpus cpus;
    private final RcuList<Entry> list = new RcuList<>();
    private Entry current = new Entry();

    Rcu(Kernel kernel) {
      this.kernel = kernel;
      Search.tally().countInstance();
      cpus = new Cpus(kernel);
      current.setUp = true;
      list.addRcu(current.list);
    }

    /** Looks at the entry in front: at its beginning and at the end. */
    @Operation(params = "thread")
    public String read(int thread) {
      Cpu cpu = cpus.of(thread);
      cpu.rcuReadLock();
      try {
        Entry entry = list.head().next().entry();
        if (entry == null) {
          return "nothing there";
        }
        String first = entry.look();
        return first.equals("whole") ? entry.look() : first;
      } finally {
        cpu.rcuReadUnlock();
      }
    }

    /** Replaces the entry. One updater at a time. */
    @Operation(params = "thread", blocking = true)
    public String replace(int thread) {
      Entry old = current;
      current = new Entry();
      publish(list, current);
      list.delRcu(old.list);
      await(kernel, cpus.of(thread));
      old.freed = true;
      return "replaced";
    }

    void publish(RcuList<Entry> list, Entry entry) {
      entry.setUp = true;
      list.addRcu(entry.list);
    }

    void await(Kernel kernel, Cpu cpu) {
      kernel.synchronizeRcu(cpu);
    }
  }

  /** Nothing wrong. */
  public static class Right extends Rcu {
    /** Makes it. */
    public Right() {
      super(new Kernel(Setting.now().kernel()));
    }
  }

  /** A kernel whose grace periods are over at once. */
  public static class NoWait extends Rcu {
    /** Makes it. */
    public NoWait() {
      super(new GracePeriodOfNoLength(Setting.now().kernel(), Kernel.DEFAULT_POSSIBLE_CPUS, null));
    }
  }

  /** An updater who waits for preempt-off sections. */
  public static class WrongReaders extends Right {
    @Override
    void await(Kernel kernel, Cpu cpu) {
      kernel.synchronizeSched(cpu);
    }
  }

  /** An updater who sets the entry up when it can be found already. */
  public static class PublishedEarly extends Right {
    @Override
    void publish(RcuList<Entry> list, Entry entry) {
      list.addRcu(entry.list);
      entry.setUp = true;
    }
  }

  /** What one after another says, always. */
  public static class Always {
    /** A reader sees a whole entry. */
    public String read(int thread) {
      return "whole";
    }

    /** An updater replaces it. */
    public String replace(int thread) {
      return "replaced";
    }
  }
}
