package org.rmmodel.checker.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tla2sany.parser.SyntaxTreeNode;
import tla2sany.semantic.ExprNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.LevelConstants;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.BuiltInOPs;
import tlc2.tool.EvalControl;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.ToolGlobals;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.util.FP64;
import tlc2.value.IValue;
import tlc2.value.impl.FcnRcdValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;
import util.SimpleFilenameToStream;
import util.UniqueString;

/**
 * A specification that TLC evaluates one step at a time, for a search that is not TLC's own. States
 * and values are TLC's own types.
 *
 * <p>Tried with the same versions as {@link TlcInternals}. What upstream has moved since is asked
 * for where both have it: the root module of the processed specification, and a function's value of
 * the class whose name did not change.
 */
public final class TlcEvaluator {
  private final String module;
  private final FastTool tool;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, OpDefNode> definitions = new HashMap<>();
  private final Map<String, Value> names = new HashMap<>();

  /**
   * A disjunct of the next-state relation.
   *
   * @param name the action's name
   * @param context what the variables bound around it are, as TLC prints it
   * @param action TLC's own
   */
  public record Step(String name, String context, Action action) {}

  /**
   * Loads a specification.
   *
   * @param folder the folder of the modules
   * @param module the module
   * @param cfg the cfg, without its suffix
   */
  public TlcEvaluator(String folder, String module, String cfg) {
    this.module = module;
    FP64.Init(0);
    tool = new FastTool(folder, module, cfg, new SimpleFilenameToStream());
    for (Action action : tool.getActions()) {
      if (!choosesFromNothing(action)) {
        steps.add(new Step(action.getName().toString(), String.valueOf(action.con), action));
      }
    }
  }

  /** Of a choice from the empty set newer TLCs make an action, too. It can never be taken. */
  private boolean choosesFromNothing(Action action) {
    if (!(action.pred instanceof OpApplNode apply)
        || BuiltInOPs.getOpCode(apply.getOperator().getName()) != ToolGlobals.OPCODE_be) {
      return false;
    }
    for (ExprNode set : apply.getBdedQuantBounds()) {
      if (set.getLevel() == LevelConstants.ConstantLevel
          && tool.eval(set, action.con, TLCState.Empty, TLCState.Empty, EvalControl.Clear)
              .toString()
              .equals("{}")) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the next-state relation consists of.
   *
   * @return its disjuncts
   */
  public List<Step> steps() {
    return List.copyOf(steps);
  }

  /**
   * The states in which a behaviour can begin.
   *
   * @return the states
   */
  public List<TLCState> initial() {
    return list(tool.getInitStates());
  }

  /**
   * The states to which a step leads.
   *
   * @param step the step
   * @param before from where
   * @return the states; variables that the step leaves open are not assigned
   */
  public List<TLCState> after(Step step, TLCState before) {
    return list(tool.getNextStates(step.action, before));
  }

  private static List<TLCState> list(StateVec states) {
    List<TLCState> all = new ArrayList<>(states.size());
    for (int i = 0; i < states.size(); i++) {
      all.add(states.elementAt(i));
    }
    return all;
  }

  /**
   * Evaluates a definition of the module.
   *
   * @param name its name
   * @param before the unprimed variables
   * @param after the primed ones
   * @return its value
   * @throws IllegalStateException if the module does not define it
   */
  public IValue eval(String name, TLCState before, TLCState after) {
    OpDefNode definition = definitions.computeIfAbsent(name, this::definition);
    return tool.eval(definition.getBody(), Context.Empty, before, after, EvalControl.Clear);
  }

  /**
   * Evaluates a definition of the module that has one parameter.
   *
   * @param name its name
   * @param argument what the parameter stands for
   * @param before the unprimed variables
   * @param after the primed ones
   * @return its value
   * @throws IllegalStateException if the module does not define it
   */
  public IValue eval(String name, IValue argument, TLCState before, TLCState after) {
    OpDefNode definition = definitions.computeIfAbsent(name, this::definition);
    Context context = Context.Empty.cons(definition.getParams()[0], argument);
    return tool.eval(definition.getBody(), context, before, after, EvalControl.Clear);
  }

  /**
   * Says why a step cannot be taken: which of its conjuncts that speak of the state before it do
   * not hold there.
   *
   * @param step the step
   * @param before the state
   * @return the conjuncts as the specification writes them; empty if all of them hold
   */
  public List<String> closedGuards(Step step, TLCState before) {
    List<String> closed = new ArrayList<>();
    closedGuards(step.action.pred, step.action.con, before, closed);
    return List.copyOf(closed);
  }

  private void closedGuards(
      SemanticNode node, Context context, TLCState before, List<String> closed) {
    if (node instanceof LetInNode let) {
      closedGuards(let.getBody(), context, before, closed);
      return;
    }
    if (!(node instanceof OpApplNode apply)) {
      return;
    }
    int operator = BuiltInOPs.getOpCode(apply.getOperator().getName());
    if (operator == ToolGlobals.OPCODE_cl || operator == ToolGlobals.OPCODE_land) {
      for (SemanticNode conjunct : apply.getArgs()) {
        closedGuards(conjunct, context, before, closed);
      }
    } else if (apply.getLevel() <= LevelConstants.VariableLevel) {
      // A state predicate: it can be evaluated without the state after the step.
      try {
        IValue value = tool.eval(node, context, before, TLCState.Empty, EvalControl.Clear);
        if (value.toString().equals("FALSE")) {
          closed.add(textOf(node));
        }
      } catch (RuntimeException e) {
        // A conjunct that makes sense only where those before it hold.
      }
    } else if (apply.getOperator() instanceof OpDefNode definition
        && definition.getArity() == apply.getArgs().length) {
      Context inner = context;
      for (int i = 0; i < definition.getArity(); i++) {
        if (apply.getArgs()[i].getLevel() > LevelConstants.VariableLevel) {
          return;
        }
        inner =
            inner.cons(
                definition.getParams()[i],
                tool.eval(apply.getArgs()[i], context, before, TLCState.Empty, EvalControl.Clear));
      }
      closedGuards(definition.getBody(), inner, before, closed);
    }
  }

  /** What a node is in the text of its module. */
  private static String textOf(SemanticNode node) {
    return node.getTreeNode() instanceof SyntaxTreeNode tree
        ? tree.getHumanReadableImage().strip().replaceAll("\\s+", " ")
        : String.valueOf(node.getLocation());
  }

  private OpDefNode definition(String name) {
    OpDefNode definition = tool.getSpecProcessor().getRootModule().getOpDef(name);
    if (definition == null) {
      throw new IllegalStateException(module + ".tla defines no " + name);
    }
    return definition;
  }

  /**
   * Which invariants of the cfg a state violates.
   *
   * @param state the state
   * @return their names
   */
  public List<String> violated(TLCState state) {
    List<String> violated = new ArrayList<>();
    Action[] invariants = tool.getInvariants();
    for (int i = 0; i < invariants.length; i++) {
      if (!tool.isValid(invariants[i], state)) {
        violated.add(tool.getInvNames()[i]);
      }
    }
    return List.copyOf(violated);
  }

  /**
   * What a variable that is a function has at a string.
   *
   * @param state the state
   * @param variable the variable
   * @param key the string
   * @return the value
   */
  public Value at(TLCState state, UniqueString variable, String key) {
    Value argument = names.computeIfAbsent(key, StringValue::new);
    return ((FcnRcdValue) ((Value) state.lookup(variable)).toFcnRcd()).select(argument);
  }
}
