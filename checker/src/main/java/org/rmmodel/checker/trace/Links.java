package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.TraceEvent.Counted;
import org.rmmodel.checker.trace.TraceEvent.Operation;

/**
 * Which module uses which. A module that is loaded takes at most one reference on each module that
 * it uses, and puts exactly these when it is freed, or when its load fails (ref_module,
 * module_unload_free). Known only of loads that are in the log.
 */
final class Links {
  /** What each module that is loaded uses, as far as its load is in the log. */
  private final Map<String, Uses> uses = new HashMap<>();

  /** The links to each module, and which modules each module has been seen to use. */
  private final Map<String, List<Link>> linksTo = new HashMap<>();

  private final Map<String, Set<String>> usedBy = new TreeMap<>();

  /** The gets and puts of links to each module, whoever's. */
  private final Map<String, List<Change>> changes = new HashMap<>();

  /** The modules that a load took references on: those by symbol resolution, and all. */
  private record Uses(Set<String> bySymbol, Set<String> all) {
    Uses() {
      this(new LinkedHashSet<>(), new LinkedHashSet<>());
    }

    /** The targets that have not been put. */
    List<String> left() {
      List<String> left = List.copyOf(bySymbol);
      bySymbol.clear();
      return left;
    }
  }

  /** A link is made, or goes. */
  private record Change(int position, boolean made) {}

  /**
   * A module that is loaded uses another one: certain from its module_load on, by when all symbols
   * are resolved, to its module_free.
   */
  private static final class Link {
    final String user;
    final int since;
    int until = LogOrder.OPEN;

    Link(String user, int since) {
      this.user = user;
      this.since = since;
    }
  }

  /** What the load and the unload of one task have to do with links. */
  static final class OfTask {
    /** What the load under way uses so far. */
    private Uses loading = new Uses();

    /** What the module that is being freed used and has not put yet. */
    private @Nullable Uses freeing;

    /** The grace period of what it is freeing has begun, so the targets have been put. */
    private boolean waits;
  }

  /** Is this the put of a link? */
  static boolean isUnlink(Counted counted) {
    return counted.operation() == Operation.PUT
        && counted.callSite() == CallSite.MODULE_UNLOAD_FREE;
  }

  /** A load may begin here. */
  void loadBegins(OfTask task) {
    task.loading = new Uses();
  }

  /**
   * A load has failed before its module_load.
   *
   * @return the modules that it used and has not put (free_unload)
   */
  List<String> loadFailed(OfTask task) {
    return task.loading.left();
  }

  /**
   * A module is loaded: what it uses is certain.
   *
   * @param i the position of module_load
   * @param module the module
   * @param callKnown whether the log has the beginning of the load
   */
  void loaded(int i, String module, boolean callKnown, OfTask task) {
    end(i, module, uses.remove(module));
    if (callKnown || !task.loading.all.isEmpty()) {
      uses.put(module, task.loading);
    }
    for (String target : task.loading.bySymbol) {
      linksTo.computeIfAbsent(target, k -> new ArrayList<>()).add(new Link(module, i));
      usedBy.computeIfAbsent(module, k -> new LinkedHashSet<>()).add(target);
    }
    task.loading = new Uses();
  }

  /**
   * A task begins to free a module.
   *
   * @param i the position of module_free
   * @param module the module
   * @return whether a module that is loaded uses it
   */
  boolean frees(int i, String module, OfTask task) {
    task.freeing = uses.remove(module);
    task.waits = false;
    end(i, module, task.freeing);
    return linksTo.getOrDefault(module, List.of()).stream().anyMatch(link -> link.until > i);
  }

  /**
   * The grace period of a module that is being freed begins; its targets are put before.
   *
   * @return the modules that it used and has not put
   */
  List<String> graceBegins(OfTask task) {
    if (task.freeing == null) {
      return List.of();
    }
    task.waits = true;
    return task.freeing.left();
  }

  /**
   * The task has freed its module.
   *
   * @return the modules that it used and has not put
   */
  List<String> freed(OfTask task) {
    List<String> left = task.freeing == null ? List.of() : task.freeing.left();
    task.freeing = null;
    task.waits = false;
    return left;
  }

  /** From here on it is not certain that the module uses what it used. */
  private void end(int i, String module, @Nullable Uses used) {
    if (used == null) {
      return;
    }
    for (String target : used.bySymbol) {
      for (Link link : linksTo.getOrDefault(target, List.of())) {
        if (link.user.equals(module) && link.until > i) {
          link.until = i;
        }
      }
    }
  }

  /**
   * A get or put of a module.
   *
   * @param i its position
   * @param counted the event
   * @param loads whether the task is in a load that has not come to its module_load
   * @return what is wrong with it, as a link's
   */
  Optional<LineKind> counted(int i, Counted counted, boolean loads, OfTask task) {
    String module = counted.module();
    if (counted.callSite() == CallSite.RESOLVE_SYMBOL) {
      change(module, new Change(i, true));
    } else if (counted.callSite() == CallSite.MODULE_UNLOAD_FREE) {
      change(module, new Change(i, false));
    }
    if (isUnlink(counted)) {
      return task.freeing != null
          ? put(module, task.freeing, task.waits)
          : loads ? put(module, task.loading, task.waits) : Optional.empty();
    }
    if (counted.operation() == Operation.PUT) {
      if (task.freeing != null) {
        task.freeing.bySymbol.remove(module);
      }
      return Optional.empty();
    }
    task.loading.all.add(module);
    boolean twice =
        counted.callSite() == CallSite.RESOLVE_SYMBOL && !task.loading.bySymbol.add(module);
    return twice ? Optional.of(LineKind.USED_TWICE) : Optional.empty();
  }

  private void change(String module, Change change) {
    changes.computeIfAbsent(module, k -> new ArrayList<>()).add(change);
  }

  private static Optional<LineKind> put(String module, Uses from, boolean late) {
    from.bySymbol.remove(module);
    if (!from.all.remove(module)) {
      return Optional.of(LineKind.NOT_USED);
    }
    return late ? Optional.of(LineKind.PUT_LATE) : Optional.empty();
  }

  /** Which modules each module has been seen to use. */
  Map<String, Set<String>> usedBy() {
    return usedBy;
  }

  /** Was another module certainly using this one, all the time that delete_module took? */
  boolean isUsedThroughout(DeleteCall unload) {
    return linksTo.getOrDefault(unload.module, List.of()).stream()
        .anyMatch(link -> link.since <= unload.from && unload.end <= link.until);
  }

  /** Can another module have been using this one at some time in delete_module? */
  boolean mayBeUsedIn(DeleteCall unload) {
    int count = 0;
    for (Change change : changes.getOrDefault(unload.module, List.of())) {
      if (change.made) {
        count += change.position < unload.end ? 1 : 0;
      } else {
        count -= change.position <= unload.from ? 1 : 0;
      }
    }
    return count > 0;
  }
}
