package org.rmmodel.checker.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.trace.CountStep.Kind;
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

  /**
   * The modules that a load took references on.
   *
   * @param bySymbol those by symbol resolution
   * @param guessed those of them of which no call site says so, with the position of the get
   * @param all all
   */
  private record Uses(Set<String> bySymbol, Map<String, Integer> guessed, Set<String> all) {
    Uses() {
      this(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
    }

    /** The targets that certainly are links, and have not been put. */
    List<String> left() {
      List<String> left = new ArrayList<>(bySymbol);
      left.removeAll(guessed.keySet());
      bySymbol.clear();
      return left;
    }

    void put(String module) {
      bySymbol.remove(module);
      guessed.remove(module);
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

    /** The position of the last get of a link by a load; before it the module is not formed. */
    private int lastLink = LogOrder.BEGINNING;

    /** Is it freeing a module? */
    boolean isFreeing() {
      return freeing != null;
    }

    /** Does the module that it is freeing, or that it fails to load, have a link to this one? */
    boolean owes(String module) {
      return (freeing != null && freeing.all.contains(module)) || loading.bySymbol.contains(module);
    }

    /** The position of the last get of a link by the load under way. */
    int lastLink() {
      return lastLink;
    }
  }

  /** A load may begin here. */
  void loadBegins(OfTask task) {
    task.loading = new Uses();
    task.lastLink = LogOrder.BEGINNING;
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
   * @return the targets of which no call site says that they are links, with the position of the
   *     get
   */
  Map<String, Integer> loaded(int i, String module, boolean callKnown, OfTask task) {
    end(i, module, uses.remove(module));
    // Of itself it has a reference only by a notifier.
    task.loading.put(module);
    Map<String, Integer> guessed = task.loading.guessed;
    if (callKnown || !task.loading.all.isEmpty()) {
      uses.put(module, task.loading);
    }
    for (String target : task.loading.bySymbol) {
      linksTo.computeIfAbsent(target, k -> new ArrayList<>()).add(new Link(module, i));
      usedBy.computeIfAbsent(module, k -> new LinkedHashSet<>()).add(target);
    }
    loadBegins(task);
    return guessed;
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
   * @param step which step it is
   * @param loads whether the task is in a load that has not come to its module_load
   * @return what is wrong with it, as a link's
   */
  Optional<LineKind> counted(int i, Counted counted, CountStep step, boolean loads, OfTask task) {
    String module = counted.module();
    if (step.kind() == Kind.LINK) {
      change(module, new Change(i, true));
      return link(i, module, step.certain(), task);
    }
    if (step.kind() == Kind.UNLINK) {
      change(module, new Change(i, false));
      return task.freeing != null
          ? put(module, task.freeing, task.waits && step.certain())
          : loads ? put(module, task.loading, false) : Optional.empty();
    }
    if (counted.operation() != Operation.PUT) {
      task.loading.all.add(module);
    } else if (task.freeing != null) {
      task.freeing.put(module);
    } else if (!step.certain()) {
      task.loading.put(module);
    }
    return Optional.empty();
  }

  private static Optional<LineKind> link(int i, String module, boolean certain, OfTask task) {
    task.loading.all.add(module);
    boolean news = task.loading.bySymbol.add(module);
    if (certain) {
      task.lastLink = i;
      boolean guessed = task.loading.guessed.remove(module) != null;
      return news || guessed ? Optional.empty() : Optional.of(LineKind.USED_TWICE);
    }
    if (news) {
      task.loading.guessed.put(module, i);
    }
    return Optional.empty();
  }

  private void change(String module, Change change) {
    changes.computeIfAbsent(module, k -> new ArrayList<>()).add(change);
  }

  private static Optional<LineKind> put(String module, Uses from, boolean late) {
    from.put(module);
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
