package org.rmmodel.lkmm.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rmmodel.lkmm.parse.Condition;
import org.rmmodel.lkmm.parse.Litmus;

/** The variables of a test: their numbers, addresses and initial values. */
public final class Variables {
  private static final long FIRST_ADDRESS = 1L << 40;
  private static final int SHIFT = 10;

  /**
   * Any value, where plain copies hand a value round that comes from nowhere. What is computed from
   * it is not known, so that it can be copied only.
   */
  static final long ANY = Long.MIN_VALUE + 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Map<Integer, Long> initial = new HashMap<>();

  /**
   * The variables of a test.
   *
   * @param test the test
   */
  public Variables(Litmus test) {
    for (Litmus.Initial init : test.initial()) {
      if (init.what() instanceof Condition.Content content) {
        number(content.name());
      }
      if (init.value() instanceof Condition.Address address) {
        number(address.name());
      }
    }
    for (Litmus.Code thread : test.threads()) {
      thread.parameters().forEach(this::number);
    }
    for (Litmus.Initial init : test.initial()) {
      if (init.what() instanceof Condition.Content content) {
        initial.put(number(content.name()), value(init.value()));
      }
    }
  }

  /** What a number or an address is. */
  long value(Condition.Term term) {
    if (term instanceof Condition.Literal number) {
      return number.value();
    }
    if (term instanceof Condition.Address address) {
      return address(number(address.name()));
    }
    return 0;
  }

  int number(String name) {
    Integer known = numbers.get(name);
    if (known == null) {
      known = names.size();
      numbers.put(name, known);
      names.add(name);
    }
    return known;
  }

  int count() {
    return names.size();
  }

  long initial(int variable) {
    return initial.getOrDefault(variable, 0L);
  }

  static long address(int variable) {
    return FIRST_ADDRESS + ((long) variable << SHIFT);
  }

  /** The variable at an address, or -1. */
  int at(long address) {
    long offset = address - FIRST_ADDRESS;
    if (offset < 0 || (offset & (1L << SHIFT) - 1) != 0 || offset >> SHIFT >= names.size()) {
      return -1;
    }
    return (int) (offset >> SHIFT);
  }

  /**
   * A variable's name.
   *
   * @param variable its number
   * @return its name
   */
  public String name(int variable) {
    return names.get(variable);
  }

  /**
   * A value as tests write it.
   *
   * @param value the value
   * @return a number, or the name of the variable whose address it is
   */
  public String shown(long value) {
    if (value == ANY) {
      return "any";
    }
    int variable = at(value);
    return variable < 0 ? Long.toString(value) : names.get(variable);
  }
}
