package org.rmmodel.lkmm.execution;

import org.rmmodel.lkmm.parse.Access;
import org.rmmodel.lkmm.parse.FenceKind;
import org.rmmodel.lkmm.parse.Operator;
import org.rmmodel.lkmm.parse.Place;

/**
 * The atomic operations of a thread: a read, directly followed by its write. One that gives nothing
 * or fails orders nothing; one of full strength stands between two full barriers.
 */
final class ReadModifyWrites {
  private final Recorder recorder;

  ReadModifyWrites(Recorder recorder) {
    this.recorder = recorder;
  }

  private interface Step {
    Value take();
  }

  Value exchange(Place place, Access access, Value address, Value value) {
    return inStrength(
        place,
        access,
        () -> {
          Value read = recorder.read(place, address, reading(access), true);
          recorder.writeBack(place, address, value, value.data(), writing(access));
          return read;
        });
  }

  Value compareExchange(Place place, Access access, Value address, Value old, Value value) {
    int variable = recorder.variable(place, address);
    long found = recorder.choose(variable);
    if (Value.known(found) != old.known()) {
      return recorder.readOf(place, address, variable, found, Access.ONCE, true);
    }
    return inStrength(
        place,
        access,
        () -> {
          Value read = recorder.readOf(place, address, variable, found, reading(access), true);
          recorder.writeBack(place, address, value, value.data(), writing(access));
          return read;
        });
  }

  /** Gives the value before, if it fetches that, or the value after. */
  Value atomic(
      Place place, Access access, Value address, Operator operator, Value operand, boolean fetch) {
    return inStrength(
        place,
        access,
        () -> {
          Value before =
              update(place, address, operator, operand, reading(access), writing(access));
          long number = fetch ? before.number() : Value.apply(operator, before, operand);
          return new Value(number, before.data() | operand.data(), operand.control());
        });
  }

  /** One that gives nothing. */
  void atomic(Place place, Value address, Operator operator, Value operand) {
    update(place, address, operator, operand, Access.NORETURN, Access.ONCE);
  }

  Value addUnless(Place place, Value address, Value added, Value unless) {
    int variable = recorder.variable(place, address);
    long found = recorder.choose(variable);
    if (Value.known(found) == unless.known()) {
      Value read = recorder.readOf(place, address, variable, found, Access.ONCE, true);
      return new Value(0, read.data() | unless.data(), unless.control());
    }
    return inStrength(
        place,
        Access.FULL,
        () -> {
          Value read = recorder.readOf(place, address, variable, found, Access.ONCE, true);
          Value sum = Value.of(found + added.number());
          recorder.writeBack(place, address, sum, added.data() | read.data(), Access.ONCE);
          return new Value(1, read.data() | unless.data(), unless.control());
        });
  }

  private Value update(
      Place place,
      Value address,
      Operator operator,
      Value operand,
      Access reading,
      Access writing) {
    Value before = recorder.read(place, address, reading, true);
    Value after = Value.of(Value.apply(operator, before, operand));
    // The address leads to the read alone, and the read's value to the write.
    Value same = Value.of(address.number());
    recorder.writeBack(place, same, after, operand.data() | before.data(), writing);
    return before;
  }

  private Value inStrength(Place place, Access access, Step step) {
    if (access != Access.FULL) {
      return step.take();
    }
    recorder.fence(place, FenceKind.MB);
    Value value = step.take();
    recorder.fence(place, FenceKind.MB);
    return value;
  }

  private static Access reading(Access access) {
    return access == Access.ACQUIRE ? Access.ACQUIRE : Access.ONCE;
  }

  private static Access writing(Access access) {
    return access == Access.RELEASE ? Access.RELEASE : Access.ONCE;
  }
}
