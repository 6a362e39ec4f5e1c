package org.rmmodel.checker.prove;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Sany;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.NearestNames;
import tla2sany.semantic.AssumeNode;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;

/** A module as SANY understands it, with everything that it extends. */
final class CountedModule {
  private final ModuleNode root;

  private CountedModule(ModuleNode root) {
    this.root = root;
  }

  /**
   * Parses a module.
   *
   * @param folder the specification
   * @param name the module's name; it lies in the specification or among its models
   * @return the module
   * @throws BadInput if there is none, or SANY finds an error; SANY's first words say where
   */
  static CountedModule parse(SpecFolder folder, String name) {
    if (!name.matches("\\w+")
        || (!Files.isRegularFile(folder.models().resolve(name + ".tla"))
            && !Files.isRegularFile(folder.root().resolve(name + ".tla")))) {
      throw new BadInput("there is no module " + name + ", neither here nor in models/");
    }
    return new CountedModule(Sany.parse(name, List.of(folder.root(), folder.models())));
  }

  String name() {
    return root.getName().toString();
  }

  List<OpDeclNode> variables() {
    return Arrays.stream(root.getVariableDecls())
        .sorted(
            Comparator.comparingInt((OpDeclNode it) -> it.getLocation().beginLine())
                .thenComparingInt(it -> it.getLocation().beginColumn()))
        .toList();
  }

  List<OpDeclNode> constants() {
    return Arrays.asList(root.getConstantDecls());
  }

  Optional<OpDefNode> find(String name) {
    return Optional.ofNullable(root.getOpDef(name));
  }

  OpDefNode definition(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new BadInput(
                    name()
                        + " does not define "
                        + name
                        + NearestNames.hint(
                            name,
                            Arrays.stream(root.getOpDefs())
                                .filter(definition -> !definition.isStandardModule())
                                .map(definition -> definition.getName().toString())
                                .toList())));
  }

  /**
   * What the module that has the variables assumes of its constants. What others assume, of the
   * kernel for example, is not used: a proof that assumes less proves more.
   */
  List<AssumeNode> assumptions() {
    if (root.getVariableDecls().length == 0) {
      throw new BadInput(name() + " has no variables");
    }
    String home = root.getVariableDecls()[0].getLocation().source();
    return Arrays.stream(root.getAssumptions())
        .filter(assumption -> assumption.getLocation().source().equals(home))
        .toList();
  }
}
