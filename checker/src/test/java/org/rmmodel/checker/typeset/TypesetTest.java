package org.rmmodel.checker.typeset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rmmodel.checker.Toy;
import org.rmmodel.checker.catalogue.Actions;
import org.rmmodel.checker.catalogue.Kernels;
import org.rmmodel.checker.files.SpecFolder;
import org.rmmodel.checker.tlc.TlaSources;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class TypesetTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"#]*)(?:#([^\"]*))?\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern SYMBOL =
      Pattern.compile("<span class=\"s(?: w(\\d+))?\" title=\"([^\"]*)\">([^<]*)</span>");

  /** Actions that a module of models/ defines, which has no page. */
  private static final Set<String> OF_A_MODEL = Set.of("Asks", "Answers", "KeptStep");

  private static final SpecFolder SPEC = SpecFolder.find();
  private static Map<String, String> pages = Map.of();

  @TempDir private Path temp;

  @BeforeAll
  static void typeset() throws IOException {
    pages = Typeset.pages(SPEC, modules());
  }

  private static List<String> modules() throws IOException {
    try (Stream<Path> files = Files.list(SPEC.root())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".tla"))
          .map(file -> file.replace(".tla", ""))
          .sorted()
          .toList();
    }
  }

  /** The part of a page that is the module. */
  private static String module(String page) {
    String begin = "tabindex=\"0\">";
    return page.substring(page.indexOf(begin) + begin.length(), page.lastIndexOf("</div>"));
  }

  /** What a module's page says in ASCII. */
  private static String text(String page) {
    String html = module(page).replaceAll("<div role=\"note\">.*?</div>", "");
    Matcher symbol = SYMBOL.matcher(html);
    StringBuilder out = new StringBuilder();
    while (symbol.find()) {
      String ascii = plain(symbol.group(2));
      int columns = symbol.group(1) == null ? 1 : Integer.parseInt(symbol.group(1));
      assertThat(columns).as(ascii).isEqualTo(ascii.length());
      assertThat(Symbols.of(ascii)).contains(plain(symbol.group(3)));
      symbol.appendReplacement(out, Matcher.quoteReplacement(symbol.group(2)));
    }
    return plain(symbol.appendTail(out).toString().replaceAll("<[^>]*>", ""));
  }

  private static String plain(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  private static List<String> brokenLinks(Map<String, String> pages) {
    Map<String, Set<String>> ids = new HashMap<>();
    pages.forEach(
        (file, page) -> {
          List<String> all = ID.matcher(page).results().map(found -> found.group(1)).toList();
          assertThat(all).as(file).doesNotHaveDuplicates();
          ids.put(file, new HashSet<>(all));
        });
    List<String> broken = new ArrayList<>();
    pages.forEach(
        (file, page) ->
            LINK.matcher(page)
                .results()
                .filter(
                    link -> {
                      String to = link.group(1).isEmpty() ? file : link.group(1);
                      return !ids.containsKey(to)
                          || (link.group(2) != null && !ids.get(to).contains(link.group(2)));
                    })
                .map(link -> file + ": " + link.group())
                .forEach(broken::add));
    return broken;
  }

  @Test
  void everyModuleHasAPageWhoseTextIsTheModule() throws IOException {
    assertThat(pages).hasSize(modules().size() + 1).hasSizeGreaterThan(25);
    for (String name : modules()) {
      assertThat(text(pages.get(name + ".html")))
          .as(name)
          .isEqualTo(Files.readString(SPEC.root().resolve(name + ".tla")));
    }
  }

  @Test
  void everyLinkLeadsSomewhereAndNothingIsLoaded() {
    assertThat(brokenLinks(pages)).isEmpty();
    assertThat(String.join("", pages.values()))
        .doesNotContain("<script", " src=", "<link", "@import", "url(", "http:", "https:");
  }

  @Test
  void everySymbolOfTheSpecificationIsTypeset() {
    String all =
        pages.values().stream().map(TypesetTest::asciiThatIsLeft).collect(Collectors.joining());
    assertThat(all).doesNotContain("/\\", "\\/", "\\in", "\\cup", "==&gt;", "|-&gt;", "&lt;&lt;");
  }

  private static String asciiThatIsLeft(String page) {
    return page.contains("tabindex=\"0\"")
        ? module(page)
            .replaceAll("<span class=\"[ct]\">.*?</span>", "")
            .replaceAll("title=\"[^\"]*\"", "")
        : "";
  }

  /** SANY's own answer, and not ours, is what a name leads to: in its scope each has only one. */
  @Test
  void everyNameThatAModuleInScopeDefinesIsALink() throws IOException {
    TlaSources sources = TlaSources.scan(SPEC);
    Map<String, Set<String>> defined = new HashMap<>();
    for (String name : modules()) {
      defined.put(
          name,
          Pattern.compile("<dfn id=\"(\\w+)\">")
              .matcher(pages.get(name + ".html"))
              .results()
              .map(found -> found.group(1))
              .collect(Collectors.toSet()));
    }
    Set<String> bare = new TreeSet<>();
    int links = 0;
    for (String name : modules()) {
      Set<String> known =
          sources.closure(name).stream()
              .map(module -> defined.getOrDefault(module, Set.of()))
              .flatMap(Collection::stream)
              .collect(Collectors.toSet());
      String html =
          module(pages.get(name + ".html"))
              .replaceAll("<div role=\"note\">.*?</div>", "")
              .replaceAll("(?s)<span class=\"[ctr]\">(?:<span.*?</span>|[^<])*+</span>", "")
              .replaceAll("<dfn.*?</dfn>", "");
      links += (int) Pattern.compile("<a ").matcher(html).results().count();
      Pattern.compile("\\w+")
          .matcher(html.replaceAll("<a .*?</a>", "").replaceAll("<[^>]*>", " "))
          .results()
          .map(MatchResult::group)
          .filter(known::contains)
          .forEach(word -> bare.add(name + ": " + word));
    }
    assertThat(links).isGreaterThan(2000);
    // Modules' names at their heads, and fields of records.
    assertThat(bare)
        .containsExactly(
            "Faults: Faults",
            "RecordedProtocol: next",
            "Takers: Takers",
            "TraceProtocol: dependents",
            "TraceProtocol: nth");
  }

  @Test
  void anActionSaysWhatOfTheKernelItIs() {
    String page = pages.get("Refcount.html");
    assertThat(page)
        .contains(
            "<div role=\"note\"><a href=\"index.html#function-try_module_get\">"
                + "try_module_get()</a>: refcnt + 1 unless zero (with <a href=\"index.html#change-patch5\">patch5</a>)</div>"
                + "<dfn id=\"TryModuleGet_IncNotZero\">");
    Kernels kernels = Kernels.load(SPEC);
    Actions actions = Actions.load(SPEC, TlaSources.scan(SPEC), kernels);
    String index = pages.get("index.html");
    assertThat(actions.names())
        .filteredOn(name -> !OF_A_MODEL.contains(name))
        .allMatch(name -> index.contains("#" + name + "\">" + name + "</a>"), "is linked");
    assertThat(kernels.changes())
        .allMatch(change -> index.contains("<tr id=\"change-" + change.id() + "\">"));
  }

  @Test
  void alignedColumnsStay() {
    // Two conjuncts one below the other: the second line begins with what the first one has there.
    String page = module(pages.get("Refcount.html"));
    assertThat(page)
        .contains(
            "\n  <span class=\"s w2\" title=\"/\\\">∧</span> t <span class=\"s w3\""
                + " title=\"\\in\">∈</span> ");
  }

  @Test
  void someModulesLeadNowhereElse() {
    Map<String, String> some = Typeset.pages(SPEC, List.of("Unload", "Load"));
    assertThat(some).containsOnlyKeys("index.html", "Load.html", "Unload.html");
    assertThat(brokenLinks(some)).isEmpty();
    assertThat(some.get("Unload.html")).contains("<a href=\"Load.html#FreeModule\">");
  }

  @Test
  void aHostileModuleStaysText() throws Exception {
    String hostile =
        """
        </div><script>before()</script> "
        ---- MODULE Hostile ----
        (* </span><img src=x onerror=alert(1)> (* --> nested *) süß ≤ 😀 *) EXTENDS Toy
        \\* </span></div><script>alert(1)</script>
        Evil(a) == "</span><script>alert('x')</script>" \\in {a, "&lt;b&gt;"} /\\ Bound # 2
        Local == LET Bound2 == 3 IN \\A Loose \\in {1} : Loose <= Bound2 => MayGet
        Loose2 == [Evil |-> 1].Evil
        ====
        <script>after()</script> \u202e
        """;
    Toy toy = new Toy(temp.resolve("toy"));
    Files.writeString(toy.path("Hostile.tla"), hostile);
    Map<String, String> made = Typeset.pages(toy.folder(), List.of("Hostile", "Toy"));
    String page = made.get("Hostile.html");
    assertThat(text(page)).isEqualTo(hostile.replace('\u202e', '\ufffd'));
    assertThat(brokenLinks(made)).isEmpty();
    assertThat(page)
        .doesNotContain("<script", "<img")
        .contains("<a href=\"Toy.html#MayGet\">", "<a href=\"Toy.html\">Toy</a>")
        .contains("<a href=\"Toy.html#Bound\">Bound</a> <span class=\"s\" title=\"#\">≠</span> 2");
    Set<String> elements = new TreeSet<>();
    NodeList all = parsed(module(page)).getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      elements.add(all.item(i).getNodeName());
    }
    assertThat(elements).containsExactlyInAnyOrder("root", "a", "b", "dfn", "span");
  }

  private static Document parsed(String html)
      throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<root>" + html + "</root>")));
  }

  @Test
  void theCommandRefusesWhatItCannotTypeset() {
    Toy toy = new Toy(temp.resolve("toy"));
    String out = temp.resolve("out").toString();
    Toy.Called called = toy.call("typeset", "Tyo", "--out", out);
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines())
        .containsExactly("spec/check: unknown module Tyo; did you mean Toy?");
    assertThat(toy.call("typeset", "--out", toy.path("Toy.tla").toString()).exit()).isEqualTo(2);
    toy.change("Toy.tla", "MayGet ==", "MayGet ==)");
    called = toy.call("typeset", "--out", out);
    assertThat(called.exit()).isEqualTo(2);
    assertThat(called.errorLines()).hasSize(1);
    assertThat(called.err()).startsWith("spec/check: Toy does not parse: ");
  }

  @Test
  void theCommandWritesThePages() {
    Toy toy = new Toy(temp.resolve("toy"));
    Path out = temp.resolve("out");
    Toy.Called called = toy.call("typeset", "--out", out.toString());
    assertThat(called.exit()).isZero();
    assertThat(called.out()).isEqualTo("2 pages; the first is " + out.resolve("index.html") + "\n");
    assertThat(out.resolve("Toy.html")).content().contains("toy_get()");
  }
}
