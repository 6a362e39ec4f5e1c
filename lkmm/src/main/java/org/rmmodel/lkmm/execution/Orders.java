package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rmmodel.lkmm.parse.LitmusException;

/**
 * What may be said of one variable: in what order its writes come, and which of them each read
 * reads from. With pruning only what is coherent and atomic is given; as the order is total, that
 * is decided for each read alone: it must read nothing older than what its thread has read or
 * written before, and nothing as new as what its thread writes after.
 */
final class Orders {
  /**
   * One possibility.
   *
   * @param writes the writes in coherence order, the initial one first
   * @param reads the reads
   * @param sources what each of them reads from
   */
  @SuppressWarnings("ArrayRecordComponent") // They are read only, and there are very many.
  record Order(int[] writes, int[] reads, int[] sources) {}

  private final Skeleton skeleton;
  private final int variable;
  private final boolean prune;
  private final Budget budget;
  private final @Nullable Long wanted;
  private final List<Order> found = new ArrayList<>();
  private final int[] reads;
  private final int[] position;

  private Orders(
      Skeleton skeleton, int variable, boolean prune, @Nullable Long wanted, Budget budget) {
    this.skeleton = skeleton;
    this.variable = variable;
    this.prune = prune;
    this.wanted = wanted;
    this.budget = budget;
    this.reads = events(event -> event.kind().isRead());
    this.position = new int[skeleton.size()];
  }

  /** All possibilities of a variable, with this last value if one is wanted. */
  static List<Order> of(
      Skeleton skeleton, int variable, boolean prune, @Nullable Long wanted, Budget budget) {
    Orders orders = new Orders(skeleton, variable, prune, wanted, budget);
    int[] locks = orders.events(event -> event.kind().isOfLock());
    if (locks.length == 0) {
      orders.ordinary();
    } else {
      orders.lock();
    }
    return orders.found;
  }

  private int[] events(java.util.function.Predicate<Event> which) {
    List<Integer> some = new ArrayList<>();
    for (int i = 0; i < skeleton.size(); i++) {
      Event event = skeleton.event(i);
      if (event.location() == variable && which.test(event)) {
        some.add(i);
      }
    }
    return some.stream().mapToInt(Integer::intValue).toArray();
  }

  private void ordinary() {
    int[] writes = events(event -> event.kind() == EventKind.WRITE && !event.isInitial());
    int[] order = new int[writes.length + 1];
    order[0] = initial();
    permute(writes, new boolean[writes.length], order, 1);
  }

  private int initial() {
    Integer write = skeleton.initialWrite(variable);
    if (write == null) {
      throw new IllegalStateException("no initial write of variable " + variable);
    }
    return write;
  }

  private void permute(int[] writes, boolean[] used, int[] order, int length) {
    budget.step();
    if (length == order.length) {
      if (wanted == null || skeleton.event(order[length - 1]).value() == wanted) {
        for (int i = 0; i < order.length; i++) {
          position[order[i]] = i;
        }
        choose(order, new int[reads.length], 0);
      }
      return;
    }
    for (int i = 0; i < writes.length; i++) {
      if (!used[i] && (!prune || isFirstOfThread(writes, used, i))) {
        used[i] = true;
        order[length] = writes[i];
        permute(writes, used, order, length + 1);
        used[i] = false;
      }
    }
  }

  private boolean isFirstOfThread(int[] writes, boolean[] used, int which) {
    for (int i = 0; i < which; i++) {
      if (!used[i]
          && skeleton.event(writes[i]).thread() == skeleton.event(writes[which]).thread()) {
        return false;
      }
    }
    return true;
  }

  private void choose(int[] order, int[] sources, int read) {
    budget.step();
    if (read == reads.length) {
      budget.orders(found.size());
      found.add(new Order(order.clone(), reads, sources.clone()));
      return;
    }
    Event event = skeleton.event(reads[read]);
    for (int at = 0; at < order.length; at++) {
      if (skeleton.event(order[at]).value() == event.value()
          && (!prune || isCoherent(order, sources, read, at))) {
        sources[read] = order[at];
        choose(order, sources, read + 1);
      }
    }
  }

  private boolean isCoherent(int[] order, int[] sources, int read, int at) {
    int self = reads[read];
    int thread = skeleton.event(self).thread();
    for (int i = 1; i < order.length; i++) {
      int write = order[i];
      if (skeleton.event(write).thread() == thread && (write < self ? at < i : at >= i)) {
        return false;
      }
    }
    for (int earlier = 0; earlier < read; earlier++) {
      if (skeleton.event(reads[earlier]).thread() == thread && at < position[sources[earlier]]) {
        return false;
      }
    }
    for (int i = at + 1; i < order.length; i++) {
      if (skeleton.rmw().has(self, order[i])) {
        return true;
      }
      if (skeleton.event(order[i]).thread() != thread && writeOf(self) >= 0) {
        return false;
      }
    }
    return true;
  }

  private int writeOf(int read) {
    for (int to = read + 1; to < Math.min(read + 2, skeleton.size()); to++) {
      if (skeleton.rmw().has(read, to)) {
        return to;
      }
    }
    return -1;
  }

  // Spinlocks: sections come one after another, and one without an end comes last.

  private record Section(int lock, int unlock, int thread) {}

  private void lock() {
    int[] others = events(event -> !event.isInitial() && !event.kind().isOfLock());
    if (others.length > 0) {
      throw new LitmusException(
          skeleton.event(others[0]).place(), "a spinlock is accessed as a variable here");
    }
    List<Section> sections = sections();
    if (sections.stream().filter(section -> section.unlock() < 0).count() > 1) {
      return;
    }
    arrange(sections, new ArrayList<>(), new boolean[sections.size()]);
  }

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    int[] all = events(event -> !event.isInitial());
    int open = -1;
    for (int number : all) {
      Event event = skeleton.event(number);
      if (open >= 0 && skeleton.event(open).thread() != event.thread()) {
        sections.add(new Section(open, -1, skeleton.event(open).thread()));
        open = -1;
      }
      if (event.kind() == EventKind.LOCK_WRITE) {
        if (open >= 0) {
          // Taken again while it is held: this never ends.
          sections.add(new Section(open, -1, event.thread()));
          sections.add(new Section(number, -1, event.thread()));
          return sections;
        }
        open = number;
      } else if (event.kind() == EventKind.UNLOCK) {
        if (open < 0) {
          throw new LitmusException(event.place(), "an unlock of a lock that is not held");
        }
        sections.add(new Section(open, number, event.thread()));
        open = -1;
      }
    }
    if (open >= 0) {
      sections.add(new Section(open, -1, skeleton.event(open).thread()));
    }
    return sections;
  }

  private void arrange(List<Section> sections, List<Section> order, boolean[] used) {
    budget.step();
    if (order.size() == sections.size()) {
      finish(order);
      return;
    }
    for (int i = 0; i < sections.size(); i++) {
      if (!used[i] && mayBeNext(sections, used, i)) {
        used[i] = true;
        order.add(sections.get(i));
        arrange(sections, order, used);
        order.remove(order.size() - 1);
        used[i] = false;
      }
    }
  }

  private static boolean mayBeNext(List<Section> sections, boolean[] used, int which) {
    for (int i = 0; i < sections.size(); i++) {
      if (i != which
          && !used[i]
          && (sections.get(which).unlock() < 0
              || (i < which && sections.get(i).thread() == sections.get(which).thread()))) {
        return false;
      }
    }
    return true;
  }

  private void finish(List<Section> order) {
    List<Integer> writes = new ArrayList<>(List.of(initial()));
    int[] sources = new int[reads.length];
    for (Section section : order) {
      for (int read = 0; read < reads.length; read++) {
        if (skeleton.rmw().has(reads[read], section.lock())) {
          sources[read] = writes.get(writes.size() - 1);
        }
      }
      writes.add(section.lock());
      if (section.unlock() >= 0) {
        writes.add(section.unlock());
      }
    }
    look(order, writes.stream().mapToInt(Integer::intValue).toArray(), sources, 0);
  }

  /** Says what each spin_trylock in vain and each spin_is_locked saw. */
  private void look(List<Section> order, int[] writes, int[] sources, int read) {
    budget.step();
    if (read == reads.length) {
      budget.orders(found.size());
      found.add(new Order(writes, reads, sources.clone()));
      return;
    }
    Event event = skeleton.event(reads[read]);
    if (event.kind() == EventKind.LOCK_READ) {
      look(order, writes, sources, read + 1);
      return;
    }
    boolean locked = event.kind() == EventKind.SEES_LOCKED;
    int own = locked ? held(order, reads[read], event.thread()) : -1;
    for (int write : writes) {
      if (locked ? showsLocked(own, write, event) : showsUnlocked(order, write, reads[read])) {
        sources[read] = write;
        look(order, writes, sources, read + 1);
      }
    }
  }

  private boolean showsLocked(int own, int write, Event event) {
    Event seen = skeleton.event(write);
    return own >= 0
        ? write == own
        : seen.kind() == EventKind.LOCK_WRITE && seen.thread() != event.thread();
  }

  private boolean showsUnlocked(List<Section> order, int write, int read) {
    Event seen = skeleton.event(write);
    int thread = skeleton.event(read).thread();
    return seen.isInitial()
        || (seen.kind() == EventKind.UNLOCK
            && (seen.thread() != thread || isLastOwn(order, write, read, thread)));
  }

  /** The lock's write within whose section an event of the same thread is, or -1. */
  private static int held(List<Section> order, int event, int thread) {
    for (Section section : order) {
      if (section.thread() == thread
          && section.lock() < event
          && (section.unlock() < 0 || section.unlock() > event)) {
        return section.lock();
      }
    }
    return -1;
  }

  private static boolean isLastOwn(List<Section> order, int unlock, int event, int thread) {
    if (unlock > event) {
      return false;
    }
    for (Section section : order) {
      if (section.thread() == thread && section.lock() > unlock && section.lock() < event) {
        return false;
      }
    }
    return true;
  }
}
