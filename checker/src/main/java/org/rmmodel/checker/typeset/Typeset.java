package org.rmmodel.checker.typeset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.rmmodel.checker.catalogue.ActionEntry;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Change;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.Sany;
import org.rmmodel.checker.tlc.TlaSources;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Markup;
import tla2sany.semantic.ModuleNode;

/**
 * Modules as pages: TLA+'s symbols in the columns of the source, each name a link to its
 * definition, each action with the kernel function and the change that it stands for. The text of a
 * page, with its symbols typed in ASCII, is the module's.
 */
public final class Typeset {
  private final KernelSteps kernelSteps;
  private final Map<String, TypesetModule> modules = new TreeMap<>();

  private Typeset(KernelSteps kernelSteps) {
    this.kernelSteps = kernelSteps;
  }

  /**
   * Typesets modules.
   *
   * @param folder the specification
   * @param names the modules, which lie in the specification's folder
   * @return the pages by their files' names, {@code index.html} first
   * @throws BadInput if a module or what stands beside it does not parse, or a module is called
   *     index
   */
  public static Map<String, String> pages(SpecFolder folder, Collection<String> names) {
    Kernels kernels = Kernels.load(folder);
    TlaSources sources = TlaSources.scan(folder);
    Actions actions = Actions.load(folder, sources, kernels);
    Typeset typeset = new Typeset(new KernelSteps(actions, kernels, sources));
    for (String name : names) {
      if (Page.file(name).equalsIgnoreCase(Page.INDEX)) {
        throw new BadInput(name + ": a module of this name has no page, as the index is called so");
      }
      ModuleNode module = Sany.parse(name, List.of(folder.root(), folder.models()));
      String text = folder.read(folder.root().resolve(name + ".tla"));
      typeset.modules.put(name, new TypesetModule(name, module, text));
    }
    return typeset.pages();
  }

  private Map<String, String> pages() {
    Set<Definitions.Defined> anchors =
        modules.values().stream()
            .flatMap(module -> module.defined().stream())
            .collect(Collectors.toSet());
    modules.keySet().forEach(name -> anchors.add(new Definitions.Defined(name, "")));
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(Page.INDEX, index());
    List<String> names = List.copyOf(modules.keySet());
    for (int i = 0; i < names.size(); i++) {
      StringBuilder nav = new StringBuilder(Page.navLink(Page.INDEX, "All modules"));
      if (i > 0) {
        nav.append(Page.navLink(Page.file(names.get(i - 1)), "Before: " + names.get(i - 1)));
      }
      if (i + 1 < names.size()) {
        nav.append(Page.navLink(Page.file(names.get(i + 1)), "After: " + names.get(i + 1)));
      }
      String main =
          "<div class=\"m\" role=\"region\" aria-label=\"TLA+\" tabindex=\"0\">"
              + module(names.get(i)).html(anchors, kernelSteps)
              + "</div>\n";
      pages.put(Page.file(names.get(i)), Page.html("Module " + names.get(i), nav.toString(), main));
    }
    return pages;
  }

  private TypesetModule module(String name) {
    return Optional.ofNullable(modules.get(name)).orElseThrow();
  }

  private String index() {
    StringBuilder main = new StringBuilder("<h2 id=\"modules\">Modules</h2>\n<table>\n");
    main.append("<tr><th>module</th><th>what it says</th></tr>\n");
    modules.forEach(
        (name, module) ->
            row(main, "module-" + name, Page.link(Page.file(name), name), cell(module.about())));
    main.append("</table>\n<h2 id=\"functions\">Kernel functions</h2>\n<table>\n");
    main.append("<tr><th>function</th><th>its steps</th></tr>\n");
    functions()
        .forEach(
            (function, steps) ->
                row(main, "function-" + function, cell(function + "()"), list(steps)));
    main.append("</table>\n<h2 id=\"changes\">Changes against v3.18</h2>\n<table>\n");
    main.append(
        "<tr><th>change</th><th>what it changes</th><th>since</th><th>from</th>"
            + "<th>its steps</th></tr>\n");
    for (Change change : kernelSteps.changes()) {
      row(
          main,
          "change-" + change.id(),
          cell(change.id()),
          cell(change.title()),
          cell(change.since().map(Object::toString).orElse("")),
          cell(change.source()),
          list(
              kernelSteps.actions().stream()
                  .filter(entry -> entry.change().equals(Optional.of(change.id())))
                  .toList()));
    }
    String nav =
        Page.navLink("#modules", "Modules")
            + Page.navLink("#functions", "Kernel functions")
            + Page.navLink("#changes", "Changes");
    return Page.html("The specification", nav, main.append("</table>\n").toString());
  }

  private Map<String, List<ActionEntry>> functions() {
    Map<String, List<ActionEntry>> functions = new TreeMap<>();
    for (ActionEntry entry : kernelSteps.actions()) {
      functions.computeIfAbsent(entry.function(), function -> new ArrayList<>()).add(entry);
    }
    return functions;
  }

  private static void row(StringBuilder out, String id, String... cells) {
    out.append("<tr id=\"").append(Markup.escaped(id)).append("\">");
    for (String cell : cells) {
      out.append("<td>").append(cell).append("</td>");
    }
    out.append("</tr>\n");
  }

  private static String cell(String text) {
    return Markup.escaped(text);
  }

  /** Steps, each with its action's name as a link to each module that defines it so. */
  private String list(List<ActionEntry> entries) {
    return entries.stream()
        .map(entry -> places(entry) + " " + Markup.escaped(entry.step()) + Page.condition(entry))
        .distinct()
        .collect(Collectors.joining("<br>"));
  }

  private String places(ActionEntry entry) {
    Set<String> links = new TreeSet<>();
    modules.forEach(
        (name, module) -> {
          Definitions.Defined action = new Definitions.Defined(name, entry.action());
          if (module.defined().contains(action) && kernelSteps.steps(action).contains(entry)) {
            links.add(
                Page.link(
                    Page.file(name) + "#" + entry.action(),
                    links.isEmpty() ? entry.action() : name));
          }
        });
    return links.isEmpty() ? Markup.escaped(entry.action()) : String.join(" ", links);
  }
}
