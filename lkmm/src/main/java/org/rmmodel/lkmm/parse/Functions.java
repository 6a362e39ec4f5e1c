package org.rmmodel.lkmm.parse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The functions of the kernel that tests use, as the table of the published model gives them their
 * meaning.
 */
final class Functions {
  private static final Map<String, Statements> STATEMENTS = new HashMap<>();
  private static final Map<String, Expressions> EXPRESSIONS = new HashMap<>();

  private record Statements(int arity, BiFunction<Place, List<Expression>, Statement> make) {}

  private record Expressions(int arity, BiFunction<Place, List<Expression>, Expression> make) {}

  private Functions() {}

  static {
    accesses();
    for (FenceKind kind : FenceKind.values()) {
      statement(kind.function(), 0, (at, a) -> new Statement.Fence(at, kind));
    }
    statement(
        "synchronize_rcu_expedited", 0, (at, a) -> new Statement.Fence(at, FenceKind.SYNC_RCU));
    locks();
    strengths("xchg", 2, Functions::exchange);
    strengths("atomic_xchg", 2, Functions::exchange);
    strengths("cmpxchg", 3, Functions::compareExchange);
    strengths("atomic_cmpxchg", 3, Functions::compareExchange);
    expression(
        "atomic_add_unless",
        3,
        (at, a) -> new Expression.AddUnless(at, a.get(0), a.get(1), a.get(2)));
    atomics("add", Operator.ADD);
    atomics("sub", Operator.SUB);
    atomics("and", Operator.AND);
    atomics("or", Operator.OR);
    atomics("xor", Operator.XOR);
    atomics("andnot", Operator.ANDNOT);
    steps("inc", Operator.ADD);
    steps("dec", Operator.SUB);
    test("sub_and_test", Operator.SUB, false);
    test("inc_and_test", Operator.ADD, true);
    test("dec_and_test", Operator.SUB, true);
    strengths(
        "atomic_add_negative",
        2,
        (at, a, access) ->
            compare(at, Operator.LT, atomic(at, a.get(1), Operator.ADD, a.get(0), access, false)));
  }

  private static void accesses() {
    expression("READ_ONCE", 1, (at, a) -> load(at, CodeParser.addressOf(a.get(0)), Access.ONCE));
    expression(
        "rcu_dereference", 1, (at, a) -> load(at, CodeParser.addressOf(a.get(0)), Access.ONCE));
    expression("smp_load_acquire", 1, (at, a) -> load(at, a.get(0), Access.ACQUIRE));
    expression("atomic_read", 1, (at, a) -> load(at, a.get(0), Access.ONCE));
    expression("atomic_read_acquire", 1, (at, a) -> load(at, a.get(0), Access.ACQUIRE));
    statement(
        "WRITE_ONCE",
        2,
        (at, a) -> store(at, CodeParser.addressOf(a.get(0)), a.get(1), Access.ONCE));
    statement(
        "rcu_assign_pointer",
        2,
        (at, a) -> store(at, CodeParser.addressOf(a.get(0)), a.get(1), Access.RELEASE));
    statement("smp_store_release", 2, (at, a) -> store(at, a.get(0), a.get(1), Access.RELEASE));
    statement("atomic_set", 2, (at, a) -> store(at, a.get(0), a.get(1), Access.ONCE));
    statement("atomic_set_release", 2, (at, a) -> store(at, a.get(0), a.get(1), Access.RELEASE));
  }

  private static void locks() {
    statement("spin_lock", 1, (at, a) -> new Statement.Lock(at, a.get(0)));
    statement("spin_unlock", 1, (at, a) -> new Statement.Unlock(at, a.get(0)));
    expression("spin_trylock", 1, (at, a) -> new Expression.TryLock(at, a.get(0)));
    expression("spin_is_locked", 1, (at, a) -> new Expression.IsLocked(at, a.get(0)));
    for (String name : List.of("srcu_read_lock", "srcu_down_read")) {
      expression(name, 1, (at, a) -> new Expression.SrcuLock(at, a.get(0)));
    }
    for (String name : List.of("srcu_read_unlock", "srcu_up_read")) {
      statement(name, 2, (at, a) -> new Statement.SrcuUnlock(at, a.get(0), a.get(1)));
    }
    for (String name : List.of("synchronize_srcu", "synchronize_srcu_expedited")) {
      statement(name, 1, (at, a) -> new Statement.SrcuSync(at, a.get(0)));
    }
  }

  private static void atomics(String name, Operator operator) {
    statement(
        "atomic_" + name,
        2,
        (at, a) -> new Statement.AtomicUpdate(at, a.get(1), operator, a.get(0)));
    strengths(
        "atomic_" + name + "_return",
        2,
        (at, a, access) -> atomic(at, a.get(1), operator, a.get(0), access, false));
    strengths(
        "atomic_fetch_" + name,
        2,
        (at, a, access) -> atomic(at, a.get(1), operator, a.get(0), access, true));
  }

  private static void steps(String name, Operator operator) {
    statement(
        "atomic_" + name,
        1,
        (at, a) -> new Statement.AtomicUpdate(at, a.get(0), operator, one(at)));
    strengths(
        "atomic_" + name + "_return",
        1,
        (at, a, access) -> atomic(at, a.get(0), operator, one(at), access, false));
    strengths(
        "atomic_fetch_" + name,
        1,
        (at, a, access) -> atomic(at, a.get(0), operator, one(at), access, true));
  }

  private static void test(String name, Operator operator, boolean byOne) {
    expression(
        "atomic_" + name,
        byOne ? 1 : 2,
        (at, a) -> {
          Expression address = a.get(byOne ? 0 : 1);
          Expression operand = byOne ? one(at) : a.get(0);
          return compare(
              at, Operator.EQ, atomic(at, address, operator, operand, Access.FULL, false));
        });
  }

  private interface Strong {
    Expression make(Place place, List<Expression> arguments, Access access);
  }

  private static void strengths(String name, int arity, Strong make) {
    expression(name, arity, (at, a) -> make.make(at, a, Access.FULL));
    expression(name + "_relaxed", arity, (at, a) -> make.make(at, a, Access.ONCE));
    expression(name + "_acquire", arity, (at, a) -> make.make(at, a, Access.ACQUIRE));
    expression(name + "_release", arity, (at, a) -> make.make(at, a, Access.RELEASE));
  }

  private static Expression exchange(Place at, List<Expression> a, Access access) {
    return new Expression.Exchange(at, a.get(0), a.get(1), access);
  }

  private static Expression compareExchange(Place at, List<Expression> a, Access access) {
    return new Expression.CompareExchange(at, a.get(0), a.get(1), a.get(2), access);
  }

  private static Expression load(Place at, Expression address, Access access) {
    return new Expression.Load(at, address, access);
  }

  private static Statement store(Place at, Expression address, Expression value, Access access) {
    return new Statement.Store(at, address, value, access);
  }

  private static Expression atomic(
      Place at,
      Expression address,
      Operator operator,
      Expression operand,
      Access access,
      boolean fetch) {
    return new Expression.Atomic(at, address, operator, operand, access, fetch);
  }

  private static Expression compare(Place at, Operator operator, Expression value) {
    return new Expression.Binary(at, operator, value, new Expression.Constant(at, 0));
  }

  private static Expression one(Place at) {
    return new Expression.Constant(at, 1);
  }

  private static void statement(
      String name, int arity, BiFunction<Place, List<Expression>, Statement> make) {
    STATEMENTS.put(name, new Statements(arity, make));
  }

  private static void expression(
      String name, int arity, BiFunction<Place, List<Expression>, Expression> make) {
    EXPRESSIONS.put(name, new Expressions(arity, make));
  }

  static Statement statement(Place place, String name, List<Expression> arguments) {
    Statements known = STATEMENTS.get(name);
    if (known == null) {
      return new Statement.Evaluate(place, expression(place, name, arguments));
    }
    checkArity(place, name, known.arity(), arguments);
    return known.make().apply(place, arguments);
  }

  static Expression expression(Place place, String name, List<Expression> arguments) {
    Expressions known = EXPRESSIONS.get(name);
    if (known == null) {
      throw new LitmusException(
          place,
          STATEMENTS.containsKey(name) ? name + " gives no value" : "unknown function " + name);
    }
    checkArity(place, name, known.arity(), arguments);
    return known.make().apply(place, arguments);
  }

  private static void checkArity(Place place, String name, int arity, List<Expression> arguments) {
    if (arguments.size() != arity) {
      throw new LitmusException(
          place, name + " has " + arity + " arguments, not " + arguments.size());
    }
  }
}
