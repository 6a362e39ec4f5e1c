package org.rmmodel.impl.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.Errno;
import org.rmmodel.impl.kernel.WaitQueue;

/**
 * Loads of one file at once, which share one result: {@code idempotent_init_module}, from v6.5 on.
 * Who finds no entry for the file loads it, and answers all who have come meanwhile.
 *
 * <p>From v6.11 on a signal ends the wait for another's load; until then nothing but that load's
 * end does.
 */
final class IdempotentLoads {
  private final boolean killable;

  /** The entries by their file; the monitor of this is the table's lock. */
  private final Map<Object, List<Entry>> table = new HashMap<>();

  private final WaitQueue completed = new WaitQueue();

  IdempotentLoads(boolean killable) {
    this.killable = killable;
  }

  /** An entry of the table, which lies on the stack of its task. */
  private static final class Entry {
    /** Litmus: none, as the kernel has a completion. */
    private volatile Errno result;

    /** Litmus: none, as of the result. */
    private volatile boolean isDone;

    Entry(Errno result) {
      this.result = result;
    }
  }

  /**
   * Loads a file, or waits for who does.
   *
   * @param name the name of the module in the file
   * @param load the load; what it throws reaches its caller, and the others are told EIO
   */
  Errno load(Cpu cpu, Object file, String name, Supplier<Errno> load) {
    cpu.at(Action.IdempotentInitModule_Call, name);
    Entry mine = new Entry(killable ? Errno.EINTR : Errno.OK);
    if (enter(file, mine)) {
      awaitCompletion(cpu, file, mine, name);
    } else {
      loadAndComplete(cpu, file, mine, name, load);
    }
    cpu.at(Action.IdempotentInitModule_Return, name);
    return mine.result;
  }

  /** {@code idempotent}: tells whether there was an entry of the file. */
  private synchronized boolean enter(Object file, Entry mine) {
    List<Entry> entries = table.computeIfAbsent(file, key -> new ArrayList<>());
    entries.add(mine);
    return entries.size() > 1;
  }

  private void loadAndComplete(
      Cpu cpu, Object file, Entry mine, String name, Supplier<Errno> load) {
    try {
      Errno result = load.get();
      cpu.at(Action.InitModuleFromFile_Load, name);
      mine.result = result;
      cpu.at(Action.Idempotent_Complete, name);
      complete(file, result);
    } catch (Throwable e) { // also a checked one that was smuggled out
      complete(file, Errno.EIO);
      throw e;
    }
  }

  /** {@code idempotent_complete}: everybody who is in the table is answered, and is out of it. */
  private void complete(Object file, Errno result) {
    synchronized (this) {
      for (Entry entry : Objects.requireNonNullElse(table.remove(file), List.<Entry>of())) {
        entry.result = result;
        entry.isDone = true;
      }
    }
    completed.wakeUpAll();
  }

  private void awaitCompletion(Cpu cpu, Object file, Entry mine, String name) {
    WaitQueue.Waiter waiter = completed.waiter(cpu, Long.MAX_VALUE);
    Thread thread = Thread.currentThread();
    cpu.at(
        Action.IdempotentWait_Completed,
        name,
        () -> mine.isDone || (killable && thread.isInterrupted()));
    boolean interrupted = false;
    while (true) {
      waiter.prepareToWait();
      if (mine.isDone) {
        break;
      }
      try {
        waiter.sleep();
      } catch (InterruptedException e) {
        interrupted = true;
        if (killable) {
          leave(file, mine);
          break;
        }
      }
    }
    if (interrupted) {
      thread.interrupt(); // the signal stays pending
    }
  }

  /** A waiter takes its entry out, if who loads has not. */
  private synchronized void leave(Object file, Entry mine) {
    table.getOrDefault(file, new ArrayList<>()).remove(mine);
  }
}
