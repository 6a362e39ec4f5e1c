package org.rmmodel.conformance.trace;

import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.rmmodel.conformance.trace.RecordedCall.RecordedStep;
import org.rmmodel.impl.kernel.Action;
import org.rmmodel.impl.kernel.Cpu;
import org.rmmodel.impl.kernel.StepListener;

/**
 * Writes down which steps are taken on which CPU, and in which interval of time.
 *
 * <p>Each CPU has a buffer of its own, which only the thread on that CPU touches while the run
 * lasts: no lock, and no write that is shared. What orders the steps of different CPUs is {@link
 * System#nanoTime()} alone. Why that does: it is one clock for all threads (on Linux
 * CLOCK_MONOTONIC, which never shows less to who reads later), and full fences tie the step to the
 * readings. The reading at the end of a step comes after a fence, so all stores of the step are
 * seen by all by then. The reading at its start is stored before a fence, so no load of the step
 * comes before it. So a step that ends before another one starts happened before it. Two steps that
 * share an instant, or overlap, are not ordered.
 *
 * <p>The fences make what is recorded sequentially consistent, step by step, as the specification
 * is. What weaker orders allow is not to be found in recordings.
 *
 * <p>Off by default, and free when off: a kernel without a recorder has no listener at all.
 *
 * <p>Bounded: who makes calls asks {@link #mayGoOn} before each, and a CPU that has been given its
 * share makes no more. A call that is under way then is recorded to its end, unless it exceeds the
 * share by {@value #RESERVE} steps: then the recording has been cut, and says so.
 */
public final class Recorder implements StepListener {
  /** So many steps more than its share may a CPU take to end a call. */
  static final int RESERVE = 100_000;

  private static final int FIRST = 1 << 10;

  /** The steps of a load that waits for its name; they change nothing. */
  private static final Set<Action> WAITS_FOR_NAME =
      EnumSet.of(
          Action.Cpu_Enter,
          Action.LoadModule_EarlyModCheck,
          Action.LoadModule_AddUnformed,
          Action.LoadModule_FinishedLoading,
          Action.LoadModule_Return);

  private final @Nullable StepListener next;
  private final Track[] tracks;
  private final int share;
  private final long begun = System.nanoTime();

  /**
   * Makes a recorder.
   *
   * @param cpus how many CPUs there can be
   * @param events how many steps it records at most, but for calls that are under way; 1 or more
   * @param next who is told of each step besides, and may hold the thread; or null
   */
  public Recorder(int cpus, int events, @Nullable StepListener next) {
    this.next = next;
    share = Math.max(1, events / cpus);
    tracks = new Track[cpus];
    Arrays.setAll(tracks, cpu -> new Track());
  }

  /** What one CPU did. Confined to its thread. */
  private final class Track {
    private long[] start = new long[FIRST];
    private long[] end = new long[FIRST];
    private Action[] action = new Action[FIRST];
    private @Nullable String[] module = new @Nullable String[FIRST];
    private int steps;
    private final List<Mark> marks = new ArrayList<>();
    private @Nullable Mark open;
    private boolean cut;

    private void ends(long now) {
      if (steps > 0 && end[steps - 1] == 0) {
        end[steps - 1] = now;
      }
    }

    private void begins(Action step, @Nullable String about, long now) {
      if (open == null) {
        return; // not within a call that is recorded
      }
      if (steps >= share + RESERVE) {
        cut = true;
        return;
      }
      if (steps == start.length) {
        start = Arrays.copyOf(start, 2 * steps);
        end = Arrays.copyOf(end, 2 * steps);
        action = Arrays.copyOf(action, 2 * steps);
        module = Arrays.copyOf(module, 2 * steps);
      }
      action[steps] = step;
      module[steps] = about;
      end[steps] = 0;
      start[steps++] = now;
    }

    private List<RecordedCall> calls() {
      List<RecordedCall> calls = new ArrayList<>();
      for (Mark mark : marks) {
        List<RecordedStep> within = new ArrayList<>();
        for (int i = mark.from; i < mark.to; i++) {
          within.add(new RecordedStep(action[i], module[i], start[i], end[i]));
        }
        calls.add(
            new RecordedCall(
                mark.kind, mark.name, mark.load, mark.enter, within, mark.result, mark.end, 0));
      }
      return calls;
    }
  }

  /** A call. */
  private static final class Mark {
    private final CallKind kind;
    private final String name;
    private final long enter;
    private final int from;
    private int to;
    private long load;
    private int result;
    private long end;

    private Mark(CallKind kind, String name, long enter, int from) {
      this.kind = kind;
      this.name = name;
      this.enter = enter;
      this.from = from;
    }
  }

  /** Never 0, which stands for no time. */
  private long clock() {
    return System.nanoTime() - begun + 1;
  }

  @Override
  public void at(Cpu cpu, Action action, @Nullable String module, BooleanSupplier enabled) {
    Track track = tracks[cpu.id()];
    VarHandle.fullFence();
    long now = clock();
    track.ends(now);
    if (next != null) {
      next.at(cpu, action, module, enabled);
      now = clock();
    }
    track.begins(action, module, now);
    VarHandle.fullFence();
  }

  /**
   * Tells whether the CPU may begin one more call. Asked by the thread on that CPU.
   *
   * @param cpu the CPU
   * @return whether its share is not used up
   */
  boolean mayGoOn(Cpu cpu) {
    return tracks[cpu.id()].steps < share;
  }

  /**
   * A task comes in to a call: before it looks at anything that the call relies on.
   *
   * @param cpu the CPU
   * @param kind which call
   * @param name the module's name, or empty
   */
  public void enters(Cpu cpu, CallKind kind, String name) {
    Track track = tracks[cpu.id()];
    if (track.open != null) {
      throw new IllegalStateException("a call within a call");
    }
    track.open = new Mark(kind, name, clock(), track.steps);
    VarHandle.fullFence();
  }

  /**
   * The call is about this load.
   *
   * @param cpu the CPU
   * @param load the module's address
   */
  public void isAbout(Cpu cpu, long load) {
    open(tracks[cpu.id()]).load = load;
  }

  /**
   * The call has returned.
   *
   * @param cpu the CPU
   * @param result what it returned
   */
  public void returns(Cpu cpu, int result) {
    Track track = tracks[cpu.id()];
    Mark mark = open(track);
    VarHandle.fullFence();
    long now = clock();
    track.ends(now);
    mark.to = track.steps;
    mark.result = result;
    mark.end = now;
    track.marks.add(mark);
    track.open = null;
  }

  /**
   * A load has been ended by a signal while it waited for its name. The specification has no such
   * signal; and nothing has come of the load.
   *
   * @param cpu the CPU
   */
  void isLeftOut(Cpu cpu) {
    Track track = tracks[cpu.id()];
    for (int i = open(track).from; i < track.steps; i++) {
      if (!WAITS_FOR_NAME.contains(track.action[i])) {
        throw new IllegalStateException("the threads wait for each other, in " + track.action[i]);
      }
    }
    track.open = null;
  }

  /**
   * Nothing came of the call: there was nothing to call it on.
   *
   * @param cpu the CPU
   */
  public void leaves(Cpu cpu) {
    Track track = tracks[cpu.id()];
    if (track.steps > open(track).from) {
      throw new IllegalStateException("steps were taken");
    }
    track.open = null;
  }

  private static Mark open(Track track) {
    if (track.open == null) {
      throw new IllegalStateException("no call");
    }
    return track.open;
  }

  /**
   * Tells whether steps are missing. Asked when the threads have ended.
   *
   * @return whether a CPU has taken far more steps than its share
   */
  public boolean isCut() {
    return Arrays.stream(tracks).anyMatch(track -> track.cut);
  }

  /**
   * Gives what was recorded. Called when the threads have ended.
   *
   * @return the calls of each CPU, those that have returned
   */
  public List<List<RecordedCall>> calls() {
    return Arrays.stream(tracks).map(Track::calls).toList();
  }
}
