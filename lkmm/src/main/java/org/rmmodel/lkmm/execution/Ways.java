package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rmmodel.lkmm.parse.Condition;
import org.rmmodel.lkmm.parse.Expression;
import org.rmmodel.lkmm.parse.Litmus;
import org.rmmodel.lkmm.parse.Statement;

/**
 * All ways through the threads of a test. Which values a variable may have is found by running the
 * threads again and again until no new value is written; a value needs no more rounds than there
 * are writes, as it would else come out of itself. What is written in a branch is a possible value
 * from the beginning on, as that branch may be reached only by a value that itself is read from
 * there.
 */
final class Ways {
  private final Litmus test;
  private final Variables variables;
  private final boolean srcuAccesses;
  private final Budget budget;
  private final Map<Integer, TreeSet<Long>> values = new TreeMap<>();

  Ways(Litmus test, Variables variables, boolean srcuAccesses, Budget budget) {
    this.test = test;
    this.variables = variables;
    this.srcuAccesses = srcuAccesses;
    this.budget = budget;
  }

  /** The ways of each thread. */
  List<List<Trace>> all() {
    for (int variable = 0; variable < variables.count(); variable++) {
      allow(variable, variables.initial(variable));
    }
    test.threads().forEach(thread -> seed(thread, thread.body(), false));
    List<List<Trace>> ways = closed();
    List<List<Trace>> all = allowCopiesRound(ways) ? closed() : ways;
    return all.stream().map(thread -> thread.stream().filter(Trace::taken).toList()).toList();
  }

  private List<List<Trace>> closed() {
    for (int rounds = 0; ; rounds++) {
      List<List<Trace>> ways = run();
      int writes = 0;
      boolean changed = false;
      for (List<Trace> thread : ways) {
        int most = 0;
        for (Trace way : thread) {
          int some = 0;
          for (Event event : way.events()) {
            if (event.kind() == EventKind.WRITE) {
              some++;
              changed |= allow(event.location(), event.value());
            }
          }
          most = Math.max(most, some);
        }
        writes += most;
      }
      if (!changed || rounds > writes) {
        return ways;
      }
    }
  }

  /** Allows any value where a variable's value is copied round to itself. */
  private boolean allowCopiesRound(List<List<Trace>> ways) {
    Relation copies = Relation.empty(variables.count());
    for (List<Trace> thread : ways) {
      for (Trace way : thread) {
        for (int i = 0; i < way.events().size(); i++) {
          Event write = way.events().get(i);
          long from = write.atomic() ? 0 : way.dependencies().get(i).value();
          for (long left = from; left != 0; left &= left - 1) {
            Event read = way.events().get(Long.numberOfTrailingZeros(left));
            copies.add(read.location(), write.location());
          }
        }
      }
    }
    Relation round = copies.plus();
    boolean changed = false;
    for (int variable = 0; variable < variables.count(); variable++) {
      if (round.has(variable, variable)) {
        changed |= allow(variable, Variables.ANY);
      }
    }
    return changed;
  }

  private boolean allow(int variable, long value) {
    return values.computeIfAbsent(variable, any -> new TreeSet<>()).add(value);
  }

  private void seed(Litmus.Code thread, List<Statement> body, boolean inBranch) {
    boolean branches = body.stream().anyMatch(statement -> statement instanceof Statement.If);
    for (Statement statement : body) {
      if (statement instanceof Statement.If branch) {
        seed(thread, branch.then(), true);
        seed(thread, branch.otherwise(), true);
      } else if (statement instanceof Statement.Store store) {
        OptionalLong value = constant(thread, store.value());
        if (value.isPresent() && inBranch) {
          seed(thread, store.address(), value.getAsLong());
        } else if (value.isEmpty() && (inBranch || branches)) {
          assigned(thread, thread.body())
              .forEach(assigned -> seed(thread, store.address(), assigned));
        }
      }
    }
  }

  /** The constants that local variables get. */
  private Set<Long> assigned(Litmus.Code thread, List<Statement> body) {
    Set<Long> all = new TreeSet<>();
    for (Statement statement : body) {
      if (statement instanceof Statement.If branch) {
        all.addAll(assigned(thread, branch.then()));
        all.addAll(assigned(thread, branch.otherwise()));
      } else if (statement instanceof Statement.Assign assign) {
        constant(thread, assign.value()).ifPresent(all::add);
      }
    }
    return all;
  }

  private OptionalLong constant(Litmus.Code thread, Expression value) {
    if (value instanceof Expression.Constant constant) {
      return OptionalLong.of(constant.value());
    }
    return value instanceof Expression.Name name && thread.parameters().contains(name.name())
        ? OptionalLong.of(Variables.address(variables.number(name.name())))
        : OptionalLong.empty();
  }

  private void seed(Litmus.Code thread, Expression address, long value) {
    if (address instanceof Expression.Name name && thread.parameters().contains(name.name())) {
      allow(variables.number(name.name()), value);
    } else {
      for (int variable = 0; variable < variables.count(); variable++) {
        allow(variable, value);
      }
    }
  }

  private List<List<Trace>> run() {
    Map<Integer, long[]> possible = new HashMap<>();
    values.forEach(
        (variable, some) ->
            possible.put(variable, some.stream().mapToLong(Long::longValue).toArray()));
    budget.beginWays();
    List<List<Trace>> all = new ArrayList<>();
    for (int thread = 0; thread < test.threads().size(); thread++) {
      Litmus.Code code = test.threads().get(thread);
      Map<String, Long> registers = new HashMap<>();
      for (String parameter : code.parameters()) {
        registers.put(parameter, Variables.address(variables.number(parameter)));
      }
      for (Litmus.Initial initial : test.initial()) {
        if (initial.what() instanceof Condition.Register register && register.thread() == thread) {
          registers.put(register.name(), variables.value(initial.value()));
        }
      }
      List<Trace> ways = new ArrayList<>();
      Choices choices = new Choices();
      do {
        Trace way =
            new ThreadRunner(new Recorder(thread, variables, srcuAccesses, possible, choices))
                .run(registers, code.body());
        budget.way(way.events().size(), way.registers().size());
        ways.add(way);
      } while (choices.advance());
      all.add(ways);
    }
    return all;
  }
}
