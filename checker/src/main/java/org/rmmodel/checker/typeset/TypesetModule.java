package org.rmmodel.checker.typeset;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.common.Markup;
import tla2sany.semantic.ModuleNode;

/** One module, taken apart. */
final class TypesetModule {
  private final String name;
  private final List<Token> tokens;
  private final Definitions definitions;

  TypesetModule(String name, ModuleNode module, String text) {
    SourceText source = new SourceText(text);
    this.name = name;
    this.tokens = Tokens.of(source, module.getTreeNode());
    this.definitions = Definitions.of(module, source);
  }

  /** What it defines. */
  Collection<Definitions.Defined> defined() {
    return definitions.defined().values();
  }

  /** The first line of its first comment. */
  String about() {
    return tokens.stream()
        .filter(token -> token.kind() == Token.Kind.COMMENT)
        .findFirst()
        .map(token -> token.text().lines().findFirst().orElse(""))
        .map(line -> line.replaceAll("^(?:\\(\\*+|\\\\\\*+)\\s*|\\s*\\*+\\)$", ""))
        .orElse("");
  }

  /**
   * Its text as HTML.
   *
   * @param anchors what pages define
   * @param kernelSteps what of the kernel its actions are
   * @return HTML whose text, notes left out and symbols as their titles say, is the module's
   */
  String html(Set<Definitions.Defined> anchors, KernelSteps kernelSteps) {
    Map<Integer, String> notes = notes(kernelSteps);
    StringBuilder out = new StringBuilder();
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.BETWEEN) {
        between(out, token, notes);
      } else {
        note(out, token.begin(), notes);
        out.append(html(token, anchors, kernelSteps));
      }
    }
    return out.toString();
  }

  /** What stands above the line of a definition, by where the line begins. */
  private Map<Integer, String> notes(KernelSteps kernelSteps) {
    Map<Integer, String> notes = new TreeMap<>();
    int line = 0;
    for (Token token : tokens) {
      Definitions.Defined defined = definitions.defined().get(token.begin());
      if (token.kind() == Token.Kind.NAME && defined != null) {
        String note = note(kernelSteps.steps(defined));
        if (!note.isEmpty()) {
          notes.merge(line, note, String::concat);
        }
      }
      int end = token.text().lastIndexOf('\n');
      line = end < 0 ? line : token.begin() + end + 1;
    }
    return notes;
  }

  private static String note(List<ActionEntry> steps) {
    StringBuilder out = new StringBuilder();
    for (ActionEntry step : steps) {
      out.append(out.isEmpty() ? "" : "<br>")
          .append(Page.link(Page.function(step.function()), step.function() + "()"))
          .append(": ")
          .append(Markup.escaped(step.step()))
          .append(Page.condition(step));
    }
    return out.isEmpty() ? "" : "<div role=\"note\">" + out + "</div>";
  }

  private static void note(StringBuilder out, int at, Map<Integer, String> notes) {
    Optional.ofNullable(notes.remove(at)).ifPresent(out::append);
  }

  private static void between(StringBuilder out, Token token, Map<Integer, String> notes) {
    int done = 0;
    for (int at = 0; at < token.text().length(); at++) {
      if (notes.containsKey(token.begin() + at)) {
        out.append(Markup.escaped(token.text().substring(done, at)));
        note(out, token.begin() + at, notes);
        done = at;
      }
    }
    out.append(Markup.escaped(token.text().substring(done)));
  }

  private String html(Token token, Set<Definitions.Defined> anchors, KernelSteps kernelSteps) {
    String text = Markup.escaped(token.text());
    return switch (token.kind()) {
      case NAME -> name(token, anchors, kernelSteps);
      case WORD -> element("b", "k", text);
      case STRING -> string(token, anchors, kernelSteps);
      case COMMENT -> comment(token.text());
      case RULE -> element("span", "r", text);
      case SIGN -> Symbols.of(token.text()).map(symbol -> symbol(token, symbol)).orElse(text);
      case BETWEEN -> text;
    };
  }

  private String name(Token token, Set<Definitions.Defined> anchors, KernelSteps kernelSteps) {
    String text = Markup.escaped(token.text());
    if (definitions.defined().containsKey(token.begin())) {
      return "<dfn id=\"" + text + "\">" + text + "</dfn>";
    }
    Definitions.Defined used = definitions.uses().get(token.begin());
    if (used == null) {
      // The field of a record may be called as an action is, as in Takers.
      return action(token.text(), anchors, kernelSteps)
          .map(where -> Page.link(where, token.text()))
          .orElse(text);
    }
    if (!anchors.contains(used)) {
      return text;
    }
    String page = used.module().equals(name) ? "" : Page.file(used.module());
    String place = used.name().isEmpty() ? "" : "#" + used.name();
    return Page.link(page + place, token.text());
  }

  /** The name of a change leads to what it is, a label to the action that it is the name of. */
  private String string(Token token, Set<Definitions.Defined> anchors, KernelSteps kernelSteps) {
    String text = token.text();
    String inside = text.length() < 2 ? "" : text.substring(1, text.length() - 1);
    return element(
        "span",
        "t",
        kernelSteps.isChange(inside)
            ? Page.link(Page.change(inside), text)
            : action(inside, anchors, kernelSteps)
                .map(where -> Page.link(where, text))
                .orElseGet(() -> Markup.escaped(text)));
  }

  /** Where an action of this name is defined, if there is only one that can be meant. */
  private Optional<String> action(
      String label, Set<Definitions.Defined> anchors, KernelSteps kernelSteps) {
    Definitions.Defined here = new Definitions.Defined(name, label);
    if (!kernelSteps.isAction(label)) {
      return Optional.empty();
    }
    if (anchors.contains(here)) {
      return Optional.of("#" + label);
    }
    List<String> modules =
        kernelSteps.extendedBy(name).stream()
            .filter(module -> anchors.contains(new Definitions.Defined(module, label)))
            .toList();
    return modules.size() == 1
        ? Optional.of(Page.file(modules.get(0)) + "#" + label)
        : Optional.empty();
  }

  /** A comment is prose: its delimiters are there and not shown. */
  private static String comment(String text) {
    int begin = text.startsWith("(*") || text.startsWith("\\*") ? 2 : 0;
    int end = text.startsWith("(*") && text.endsWith("*)") && text.length() >= 4 ? 2 : 0;
    return element(
        "span",
        "c",
        element("span", "d", Markup.escaped(text.substring(0, begin)))
            + Markup.escaped(text.substring(begin, text.length() - end))
            + (end == 0
                ? ""
                : element("span", "d", Markup.escaped(text.substring(text.length() - end)))));
  }

  /** A symbol takes as many columns as it is typed in. */
  private static String symbol(Token token, String symbol) {
    int columns = token.text().length();
    return "<span class=\"s"
        + (columns > 1 ? " w" + columns : "")
        + "\" title=\""
        + Markup.escaped(token.text())
        + "\">"
        + Markup.escaped(symbol)
        + "</span>";
  }

  private static String element(String element, String kind, String inner) {
    return "<" + element + " class=\"" + kind + "\">" + inner + "</" + element + ">";
  }
}
