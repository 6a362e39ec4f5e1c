package org.rmmodel.conformance.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.tlc.TlcEvaluator;
import tlc2.tool.TLCState;
import tlc2.value.IValue;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.IntValue;
import tlc2.value.impl.RecordValue;
import tlc2.value.impl.SetEnumValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;
import tlc2.value.impl.ValueVec;
import util.UniqueString;

/**
 * The steps of RecordedProtocol.tla, evaluated by TLC. An event names the task and the action, so
 * one action is evaluated, not all of them.
 */
final class ProtocolSteps {
  /** The parts of Fits, in RecordedProtocol.tla. */
  private static final List<String> PARTS =
      List.of("OnItsCpu", "InHand", "LeavesInHand", "GoesOn", "Returns", "Oopses");

  private static final Pattern TASK = Pattern.compile("\\bt->\"([^\"]*)\"");
  private static final Pattern MODULE = Pattern.compile("\\bm->\"([^\"]*)\"");
  private static final String HEAD = "head";

  /** Where a task is that is in no call. */
  static final String END = "the call's end";

  private final TlcEvaluator tlc;
  private final Slots slots;
  private final List<String> allSlots;

  /**
   * By task and action, by the slot that it is called on; an empty one, if it is called on none.
   */
  private final Map<String, Map<String, TlcEvaluator.Step>> steps = new HashMap<>();

  private final Map<String, Value> hands = new HashMap<>();
  private long evaluations;

  /**
   * Loads the specification.
   *
   * @param folder the folder of the modules
   * @param cfg the cfg, without its suffix
   * @param slots the slots that the cfg has
   */
  ProtocolSteps(String folder, String cfg, Slots slots) {
    this.slots = slots;
    allSlots = slots.all();
    tlc = new TlcEvaluator(folder, Slots.SPECIFICATION, cfg);
    for (TlcEvaluator.Step step : tlc.steps()) {
      Matcher task = TASK.matcher(step.context());
      Matcher module = MODULE.matcher(step.context());
      if (!task.find()) {
        throw new IllegalStateException("the step " + step.name() + " belongs to no task");
      }
      String slot = module.find() ? module.group(1) : "";
      if (steps
              .computeIfAbsent(key(task.group(1), step.name()), k -> new LinkedHashMap<>())
              .put(slot, step)
          != null) {
        throw new IllegalStateException("two steps " + step.name() + " of one task");
      }
    }
  }

  private static String key(String task, String action) {
    return task + " " + action;
  }

  /** The state in which a recording begins: nothing is loaded. */
  TLCState initial() {
    List<TLCState> states = tlc.initial();
    if (states.size() != 1) {
      throw new IllegalStateException(states.size() + " initial states");
    }
    return states.get(0);
  }

  /** No slot holds a load. */
  Loads noLoads() {
    return Loads.none(allSlots.size());
  }

  /** How often an action was evaluated. */
  long evaluations() {
    return evaluations;
  }

  /**
   * Where an event can lead.
   *
   * @param state the state after it
   * @param loads which load is in which slot
   */
  record Taken(TLCState state, Loads loads) {}

  /**
   * Takes an event.
   *
   * @param before the state before it
   * @param loads which load is in which slot
   * @param event the event
   * @return where it can lead: the steps of Next that it fits
   */
  List<Taken> take(TLCState before, Loads loads, Event event) {
    List<Taken> taken = new ArrayList<>(1);
    for (String slot : candidates(loads, event)) {
      TlcEvaluator.Step step = step(event, slot);
      List<TLCState> after = step == null ? List.of() : after(step, before);
      for (TLCState state : after) {
        if (isTrue(tlc.eval("Fits", value(event), before, state))) {
          taken.add(
              new Taken(
                  state, isLoad(event) ? loads.with(allSlots.indexOf(slot), event.load()) : loads));
        }
      }
      if (isLoad(event) && !after.isEmpty()) {
        break; // one free slot is as good as another
      }
    }
    return taken;
  }

  private List<TLCState> after(TlcEvaluator.Step step, TLCState before) {
    evaluations++;
    return tlc.after(step, before);
  }

  private TlcEvaluator.@Nullable Step step(Event event, String slot) {
    return steps.getOrDefault(key(event.task(), event.action()), Map.of()).get(slot);
  }

  private static boolean isLoad(Event event) {
    return event.action().equals("LoadModule_Call");
  }

  /** On which slot a call can be; an empty one for every other step. */
  private List<String> candidates(Loads loads, Event event) {
    return switch (event.action()) {
      case "LoadModule_Call" -> slots.ofName().getOrDefault(event.name(), List.of());
      // It looks for the name, whatever slot has it.
      case "DeleteModule_Call" ->
          slots.ofName().getOrDefault(event.name(), List.of()).subList(0, 1);
      case "TryModuleGet_Call", "ModuleGet_Call", "ModulePut_Call", "ModuleRefcount_Call" -> {
        List<String> there = new ArrayList<>(1);
        for (int i = 0; i < allSlots.size(); i++) {
          if (event.load() != 0
              && loads.in(i) == event.load()
              && slots.ofName().getOrDefault(event.name(), List.of()).contains(allSlots.get(i))) {
            there.add(allSlots.get(i));
          }
        }
        yield there;
      }
      default -> List.of("");
    };
  }

  private static boolean isTrue(IValue value) {
    return value instanceof BoolValue bool && bool.val;
  }

  // -----------------------------------------------------------------------------------------------
  // What RecordedProtocol.tla calls e.

  private Value value(Event event) {
    UniqueString[] names = {
      UniqueString.uniqueStringOf("task"),
      UniqueString.uniqueStringOf("cpu"),
      UniqueString.uniqueStringOf("counts"),
      UniqueString.uniqueStringOf("hand"),
      UniqueString.uniqueStringOf("next"),
      UniqueString.uniqueStringOf("nextHand"),
      UniqueString.uniqueStringOf("tells"),
      UniqueString.uniqueStringOf("result"),
      UniqueString.uniqueStringOf("oops")
    };
    Value[] values = {
      new StringValue(event.task()),
      IntValue.gen(event.cpu()),
      bool(event.counts()),
      hands.computeIfAbsent(event.hand(), this::hand),
      new StringValue(event.next()),
      hands.computeIfAbsent(event.nextHand(), this::hand),
      new StringValue(event.tells().word()),
      IntValue.gen(event.result()),
      bool(event.oops())
    };
    return new RecordValue(names, values, false);
  }

  private static Value bool(boolean value) {
    return value ? BoolValue.ValTrue : BoolValue.ValFalse;
  }

  private Value hand(String hand) {
    if (hand.isEmpty()) {
      return set(List.of());
    }
    if (hand.equals(Event.HEAD)) {
      return set(List.of(HEAD));
    }
    List<String> some = slots.ofName().get(hand);
    return set(some == null ? List.of("no module of this name") : some);
  }

  private static Value set(List<String> strings) {
    ValueVec values = new ValueVec();
    strings.forEach(string -> values.addElement(new StringValue(string)));
    Value set = new SetEnumValue(values, false);
    set.normalize();
    return set;
  }

  // -----------------------------------------------------------------------------------------------
  // For who wants to know why not.

  /**
   * Says why an event cannot be taken.
   *
   * @param before the state
   * @param loads which load is in which slot
   * @param event the event
   * @return the guards of the action that do not hold, or what the recording says that does not fit
   *     the action's step
   */
  String whyNot(TLCState before, Loads loads, Event event) {
    List<String> candidates = candidates(loads, event);
    if (candidates.isEmpty()) {
      return "no load with the address " + event.load() + " of " + event.name() + " is there";
    }
    List<String> reasons = new ArrayList<>();
    for (String slot : candidates) {
      TlcEvaluator.Step step = step(event, slot);
      if (step == null) {
        return event.task() + " never takes " + event.action() + " on this kernel";
      }
      List<TLCState> after = tlc.after(step, before);
      String on = slot.isEmpty() ? "" : "on " + slot + ": ";
      if (after.isEmpty()) {
        List<String> closed = tlc.closedGuards(step, before);
        reasons.add(
            on
                + (closed.isEmpty()
                    ? "the action is not enabled"
                    : "not " + String.join(", nor ", closed)));
      }
      for (TLCState state : after) {
        List<String> parts =
            PARTS.stream()
                .filter(part -> !isTrue(tlc.eval(part, value(event), before, state)))
                .toList();
        if (!parts.isEmpty()) {
          reasons.add(on + "it " + misfits(parts, event, before, state));
        }
      }
    }
    return reasons.isEmpty()
        ? "it can be taken"
        : String.join("; ", reasons.stream().distinct().limit(3).toList());
  }

  private String misfits(List<String> parts, Event event, TLCState before, TLCState after) {
    List<String> words = new ArrayList<>();
    for (String part : parts) {
      words.add(
          switch (part) {
            case "GoesOn" ->
                "goes on to "
                    + label(after, event.task())
                    + ", and not to "
                    + (event.next().isEmpty() ? END : event.next());
            case "Returns" ->
                "gives "
                    + tlc.eval("Result", value(event), before, after)
                    + ", and not "
                    + event.result();
            case "InHand" ->
                "is about " + of(before, "obj", event.task()) + ", and not " + event.hand();
            case "LeavesInHand" ->
                "leaves "
                    + of(after, "obj", event.task())
                    + " in hand, and not "
                    + event.nextHand();
            case "OnItsCpu" -> "counts on another CPU than " + event.cpu();
            default ->
                event.oops() ? "meets nothing that is freed" : "meets what is freed, or a BUG_ON";
          });
    }
    return String.join(" and ", words) + " [" + String.join(", ", parts) + "]";
  }

  private String label(TLCState state, String task) {
    String pc = tlc.at(state, UniqueString.uniqueStringOf("pc"), task).toString();
    Matcher first = Pattern.compile("\"([^\"]*)\"").matcher(pc);
    return first.find() ? first.group(1) : END;
  }

  /**
   * Describes a state: who holds what, how the modules are, and where the tasks are that are within
   * a call.
   *
   * @param state the state
   * @param tasks the tasks
   * @return in one line
   */
  String describe(TLCState state, Collection<String> tasks) {
    List<String> words = new ArrayList<>();
    List.of("mutex", "stopped")
        .forEach(variable -> words.add(variable + " " + plain(state, variable)));
    for (String slot : allSlots) {
      if (of(state, "mem", slot).equals("allocated")) {
        words.add(
            slot
                + " "
                + of(state, "state", slot)
                + " "
                + count(state, slot)
                + " refs "
                + of(state, "refs", slot)
                + (of(state, "registered", slot).equals("TRUE") ? " registered" : ""));
      }
    }
    for (String task : tasks) {
      String label = label(state, task);
      if (!label.equals(END)) {
        words.add(task + " at " + label + " of " + of(state, "obj", task));
      }
    }
    return String.join(", ", words);
  }

  /** The number, or from v3.18 to patch 3 the sums of the CPUs' numbers. */
  private String count(TLCState state, String slot) {
    int incs = sum(of(state, "incs", slot));
    int decs = sum(of(state, "decs", slot));
    return incs + decs > 0
        ? "incs " + incs + " decs " + decs
        : "refcnt " + of(state, "refcnt", slot);
  }

  private static int sum(String function) {
    return Pattern.compile(":> (\\d+)")
        .matcher(function)
        .results()
        .mapToInt(number -> Integer.parseInt(number.group(1)))
        .sum();
  }

  private static String plain(TLCState state, String variable) {
    return String.valueOf(state.lookup(UniqueString.uniqueStringOf(variable))).replace("\"", "");
  }

  private String of(TLCState state, String variable, String key) {
    return tlc.at(state, UniqueString.uniqueStringOf(variable), key).toString().replace("\"", "");
  }

  /** What a task is about to do. */
  String next(TLCState state, String task) {
    return label(state, task);
  }
}
