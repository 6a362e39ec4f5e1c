package org.rmmodel.checker.typeset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import tla2sany.semantic.AnyDefNode;
import tla2sany.semantic.AssumeNode;
import tla2sany.semantic.InstanceNode;
import tla2sany.semantic.LetInNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpArgNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.OpDefOrDeclNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.semantic.SymbolNode;
import tla2sany.semantic.TheoremNode;
import tla2sany.semantic.ThmOrAssumpDefNode;
import tla2sany.st.SyntaxTreeConstants;
import tla2sany.st.TreeNode;

/**
 * What a module defines at its outermost level, and where it uses what modules define so: SANY
 * knows which definition a name stands for.
 */
final class Definitions {
  /**
   * A name that a module defines or declares.
   *
   * @param module the module's name
   * @param name the name; empty for the module itself
   */
  record Defined(String module, String name) {}

  private final ModuleNode module;
  private final SourceText source;
  private final Map<Integer, Defined> defined = new HashMap<>();
  private final Map<Integer, Defined> uses = new HashMap<>();
  private final Set<SemanticNode> seen = new HashSet<>();

  private Definitions(ModuleNode module, SourceText source) {
    this.module = module;
    this.source = source;
  }

  /**
   * Finds both.
   *
   * @param module SANY's module
   * @param source its text
   * @return the definitions
   */
  static Definitions of(ModuleNode module, SourceText source) {
    Definitions definitions = new Definitions(module, source);
    definitions.collect();
    return definitions;
  }

  /** What is defined, by where its name stands, in characters. */
  Map<Integer, Defined> defined() {
    return defined;
  }

  /** What is used, by where its name stands, in characters. */
  Map<Integer, Defined> uses() {
    return uses;
  }

  private void collect() {
    Stream.of(module.getConstantDecls(), module.getVariableDecls())
        .flatMap(Arrays::stream)
        .forEach(this::define);
    for (OpDefNode definition : module.getOpDefs()) {
      if (isHere(definition)) {
        define(definition);
        visit(definition.getBody());
      }
    }
    for (ThmOrAssumpDefNode definition : module.getThmOrAssDefs()) {
      if (isHere(definition)) {
        define(definition);
        visit(definition.getBody());
      }
    }
    for (AssumeNode assumption : module.getAssumptions()) {
      visit(assumption.getAssume());
    }
    for (TheoremNode theorem : module.getTheorems()) {
      visit(theorem.getTheorem());
    }
    for (InstanceNode instance : module.getInstances()) {
      visit(instance);
    }
    mentioned(module.getTreeNode());
  }

  /** The modules that this one extends or instantiates, and what it announces. */
  private void mentioned(TreeNode tree) {
    if (tree.isKind(SyntaxTreeConstants.N_Extends)
        || tree.isKind(SyntaxTreeConstants.N_NonLocalInstance)) {
      for (TreeNode part : tree.heirs()) {
        OptionalInt at = source.begin(part.getLocation());
        if (part.heirs().length == 0 && at.isPresent()) {
          uses.putIfAbsent(at.getAsInt(), new Defined(part.getImage(), ""));
        }
      }
    }
    if (tree.isKind(SyntaxTreeConstants.N_Recursive)) {
      announced(tree);
    }
    for (TreeNode part : tree.heirs()) {
      mentioned(part);
    }
  }

  /** Names that are announced by RECURSIVE, and defined below. */
  private void announced(TreeNode tree) {
    OptionalInt at = source.begin(tree.getLocation());
    if (tree.heirs().length == 0
        && at.isPresent()
        && defined.containsValue(new Defined(name(module), tree.getImage()))) {
      uses.putIfAbsent(at.getAsInt(), new Defined(name(module), tree.getImage()));
    }
    for (TreeNode part : tree.heirs()) {
      announced(part);
    }
  }

  private boolean isHere(SymbolNode symbol) {
    return home(symbol).filter(module::equals).isPresent();
  }

  private static Optional<ModuleNode> home(SymbolNode symbol) {
    if (symbol instanceof OpDefOrDeclNode node) {
      return Optional.ofNullable(node.getOriginallyDefinedInModuleNode());
    }
    return symbol instanceof ThmOrAssumpDefNode node
        ? Optional.ofNullable(node.getOriginallyDefinedInModuleNode())
        : Optional.empty();
  }

  private void define(SymbolNode symbol) {
    if (isHere(symbol)) {
      String name = symbol.getName().toString();
      place(symbol.getTreeNode(), name)
          .ifPresent(at -> defined.putIfAbsent(at, new Defined(name(module), name)));
    }
  }

  private void visit(SemanticNode node) {
    if (node == null || !seen.add(node)) {
      return;
    }
    if (node instanceof OpApplNode application) {
      use(application.getOperator(), node.getTreeNode());
    } else if (node instanceof OpArgNode argument) {
      use(argument.getOp(), node.getTreeNode());
    } else if (node instanceof LetInNode let) {
      for (OpDefNode local : let.getLets()) {
        visit(local.getBody());
      }
      visit(let.getBody());
    }
    SemanticNode[] children = node.getChildren();
    if (children != null) {
      Arrays.stream(children).forEach(this::visit);
    }
  }

  private void use(SymbolNode symbol, TreeNode tree) {
    SymbolNode meant =
        symbol instanceof OpDefNode node && node.getSource() != null ? node.getSource() : symbol;
    if (!(meant instanceof AnyDefNode || meant instanceof OpDeclNode)) {
      return;
    }
    String name = meant.getName().toString();
    home(meant)
        .filter(
            of ->
                !(meant instanceof OpDefNode)
                    || meant.equals(of.getOpDef(name))) // else it is local
        .ifPresent(
            of ->
                place(tree, name)
                    .ifPresent(at -> uses.putIfAbsent(at, new Defined(name(of), name))));
  }

  private static String name(ModuleNode of) {
    return of.getName().toString();
  }

  /** Where a name stands first in a tree. */
  private OptionalInt place(TreeNode tree, String name) {
    List<TreeNode> leaves = new ArrayList<>();
    leaves(tree, name, leaves);
    return leaves.isEmpty() ? OptionalInt.empty() : source.begin(leaves.get(0).getLocation());
  }

  private static void leaves(TreeNode tree, String name, List<TreeNode> found) {
    if (tree == null || !found.isEmpty()) {
      return;
    }
    TreeNode[] parts = tree.heirs();
    if (parts.length == 0 && name.equals(tree.getImage())) {
      found.add(tree);
    }
    for (TreeNode part : parts) {
      leaves(part, name, found);
    }
  }
}
