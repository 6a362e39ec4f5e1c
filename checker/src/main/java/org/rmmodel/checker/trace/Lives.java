package org.rmmodel.checker.trace;

import static org.rmmodel.checker.trace.ModuleScript.UNKNOWN;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rmmodel.checker.trace.Calls.Window;

/** When a module was loaded and freed, as far as the log shows it. */
final class Lives {
  /** No more loads than this are assumed that no line shows. */
  private static final int MOST_UNSEEN = 4;

  private static final String NAMELESS = "";

  private final List<LifeCall> calls;
  private final Links links;
  private final boolean releasesRecorded;
  private final List<LoadCall> unseen = new ArrayList<>();

  /**
   * The lives of a module.
   *
   * @param calls every call about the module
   * @param links which modules used which
   * @param releasesRecorded whether probes in the release are in the log
   */
  Lives(List<Call> calls, Links links, boolean releasesRecorded) {
    this.calls =
        calls.stream().filter(LifeCall.class::isInstance).map(LifeCall.class::cast).toList();
    this.links = links;
    this.releasesRecorded = releasesRecorded;
  }

  /**
   * Finds loads that have failed before module_load, of which gets and puts are all that there is
   * to see: they are where the module is not there, as far as other lines say, and no load of it
   * can have begun.
   *
   * @param counted the positions of the gets and puts
   * @param windows where loads have failed; empty if the log would not show it
   */
  void findUnseenLoads(List<Integer> counted, Optional<List<Window>> windows) {
    Set<Window> used = new HashSet<>();
    int known = LogOrder.BEGINNING;
    int clear = 0;
    for (int position : counted) {
      if (position < clear) {
        continue;
      }
      if (!isInAHole(position)) {
        clear = nextFree(position);
        continue;
      }
      if (windows.isEmpty()) {
        int from = Math.max(lastFree(position), known);
        unseen.add(LoadCall.failing(NAMELESS, from));
        known = position;
      } else {
        windows.get().stream()
            .filter(window -> window.holds(position) && used.add(window))
            .forEach(window -> unseen.add(LoadCall.failing(NAMELESS, window.from())));
      }
      if (unseen.size() >= MOST_UNSEEN) {
        return;
      }
    }
  }

  /** Loads that may have failed before module_load. */
  List<LoadCall> unseenLoads() {
    return unseen;
  }

  /** Up to there the module stays, or comes. */
  private int nextFree(int position) {
    int free = LogOrder.OPEN;
    for (LifeCall call : calls) {
      free = call.freeLine > position ? Math.min(free, call.freeLine) : free;
    }
    return free;
  }

  private int lastFree(int position) {
    int free = LogOrder.BEGINNING;
    for (LifeCall call : calls) {
      free = call.freeLine < position ? Math.max(free, call.freeLine) : free;
    }
    return free;
  }

  /** Is the module not there, and no load of it under way that has a module_load? */
  private boolean isInAHole(int position) {
    int free = lastFree(position);
    int loaded = LogOrder.BEGINNING;
    int next = LogOrder.OPEN;
    for (LifeCall call : calls) {
      int line = call.loadLine();
      loaded = line >= 0 && line < position ? Math.max(loaded, line) : loaded;
      if (line > position) {
        next = Math.min(next, Math.max(Math.max(call.from, free), ((LoadCall) call).formed));
      }
    }
    boolean there = (free < 0 && loaded < 0) ? !beginWithALoad() : loaded > free;
    return !there && next >= position;
  }

  boolean releasesRecorded() {
    return releasesRecorded;
  }

  /**
   * Where the life was loaded that this unload ends, or -1. Up to the mutex a delete_module has no
   * effect, and from there on it frees what it has found: so it may as well begin no earlier.
   */
  int loadBefore(DeleteCall unload) {
    int load = -1;
    for (LifeCall call : calls) {
      load = call.loadLine() < unload.freeLine ? Math.max(load, call.loadLine()) : load;
    }
    return load;
  }

  /** Where the life before this load's was freed, or -1: till then the name is taken. */
  int freeBefore(LoadCall load) {
    int free = -1;
    for (LifeCall call : calls) {
      free = call.freeLine < load.loadLine() ? Math.max(free, call.freeLine) : free;
    }
    return free;
  }

  /**
   * Results that the log does not show, but that follow: an unload that frees returns 0, and a load
   * that frees nothing has succeeded if its module is there no longer, or again, further on.
   */
  void inferResults() {
    int last = -1;
    for (LifeCall call : calls) {
      last =
          Math.max(
              last, Math.max(call.loadLine(), call instanceof DeleteCall ? call.freeLine : -1));
    }
    for (LifeCall call : calls) {
      boolean succeeds =
          call instanceof DeleteCall
              ? call.freeLine >= 0
              : call.freeLine < 0 && call.loadLine() >= 0 && call.loadLine() < last;
      if (call.result == UNKNOWN && succeeds) {
        call.result = 0;
      }
    }
  }

  /** A module that is loaded before it is freed was not there when the log began. */
  boolean beginWithALoad() {
    int load = LogOrder.OPEN;
    int free = LogOrder.OPEN;
    for (LifeCall call : calls) {
      load = call.loadLine() >= 0 ? Math.min(load, call.loadLine()) : load;
      free = call.free >= 0 ? Math.min(free, call.free) : free;
    }
    return load < free;
  }

  /** May a load have failed in init(), or is one still under way? */
  boolean haveALoadThatMayFail() {
    return !unseen.isEmpty()
        || calls.stream()
            .anyMatch(
                call ->
                    call instanceof LoadCall
                        && (call.freeLine >= 0 || call.result == UNKNOWN || call.result < 0));
  }

  /** Does an unload that is not forced free the module? */
  boolean endByAnUnload() {
    return calls.stream().anyMatch(call -> call.role() == Role.UNLOADER && call.freeLine >= 0);
  }

  /** Is an unload forced? */
  boolean haveAForcedUnload() {
    return calls.stream().anyMatch(call -> call.role() == Role.FORCER);
  }

  /** Can another module have been using this one while delete_module looked? */
  Dependents dependents(DeleteCall unload) {
    if (links.isUsedThroughout(unload)) {
      // Whatever it wants, force included, it is refused.
      return Dependents.YES;
    }
    boolean refused = Errno.EWOULDBLOCK.is(unload.result);
    if ((!refused && unload.result != UNKNOWN) || unload.sub != UNKNOWN) {
      return Dependents.NO;
    }
    if (!isOfTheFirstLife(unload) && !links.mayBeUsedIn(unload)) {
      return Dependents.NO;
    }
    return releasesRecorded && refused ? Dependents.YES : Dependents.MAYBE;
  }

  /** Was the module loaded before the log began, and has not been freed yet? */
  private boolean isOfTheFirstLife(DeleteCall unload) {
    int first = LogOrder.OPEN;
    for (LifeCall call : calls) {
      for (int position : new int[] {call.loadLine(), call.freeLine}) {
        first = position >= 0 ? Math.min(first, position) : first;
      }
    }
    return unload.from < first;
  }
}
