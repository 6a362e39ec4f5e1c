package org.rmmodel.checker.report.html;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.rmmodel.common.BadInput;
import org.rmmodel.common.Input;

/**
 * A document of the project that holds what other programs measured or searched, as it was
 * recorded: its tables and drawings, word by word. Nothing of it is computed for the report.
 *
 * @param anchor its place on the page
 * @param about what it is about
 * @param file the document, from the project's folder on
 * @param exhibits its tables and drawings
 * @param missing why there are none
 */
record Recorded(String anchor, String about, String file, List<Exhibit> exhibits, String missing) {
  private static final int LARGEST = 4 << 20;
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /**
   * A table, or a drawing in plain text.
   *
   * @param caption the heading that it stands under
   * @param number which of the document's it is, from 1
   * @param heads a table's heads; none of a drawing
   * @param rows a table's rows
   * @param drawing the drawing
   * @param picture a table's curves, as SVG; nothing where it has none
   */
  record Exhibit(
      String caption,
      int number,
      List<String> heads,
      List<Row> rows,
      String drawing,
      String picture) {}

  /** A row of a table. */
  record Row(String first, List<String> others) {}

  /** The documents that there are to read, in a project's folder. */
  static List<Recorded> of(Path project) {
    return Stream.of(
            new String[] {"Kill matrix", "kill-matrix/README.md"},
            new String[] {"Conformance: what was replayed", "conformance/README.md"},
            new String[] {"Conformance: action by action", "conformance/CONFORMANCE.md"},
            new String[] {"Conformance: flaws in Java", "conformance/FLAWS.md"},
            new String[] {"State spaces", "docs/any-number-of-cpus.md"},
            new String[] {"Benchmarks", "benchmarks/README.md"})
        .map(one -> read(one[0], one[1], project))
        .toList();
  }

  static Recorded read(String about, String file, Path project) {
    String anchor = Anchor.of("recorded", file);
    Path document = project.resolve(file);
    if (!Files.isRegularFile(document)) {
      return new Recorded(anchor, about, file, List.of(), "This folder does not have it.");
    }
    try {
      List<Exhibit> exhibits = exhibits(Input.text(document, LARGEST));
      String missing = exhibits.isEmpty() ? "No table in it can be read." : "";
      return new Recorded(anchor, about, file, exhibits, missing);
    } catch (BadInput e) {
      return new Recorded(anchor, about, file, List.of(), "It cannot be read.");
    }
  }

  static List<Exhibit> exhibits(String markdown) {
    List<Exhibit> exhibits = new ArrayList<>();
    String heading = "";
    for (Node node = PARSER.parse(markdown).getFirstChild(); node != null; node = node.getNext()) {
      int number = exhibits.size() + 1;
      if (node instanceof Heading) {
        heading = text(node);
      } else if (node instanceof TableBlock table) {
        exhibits.add(table(heading, number, table));
      } else if (node instanceof FencedCodeBlock code) {
        exhibits.add(new Exhibit(heading, number, List.of(), List.of(), code.getLiteral(), ""));
      }
    }
    return exhibits;
  }

  private static Exhibit table(String heading, int number, TableBlock table) {
    List<String> heads = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        List<String> cells = new ArrayList<>();
        for (Node cell = row.getFirstChild(); cell != null; cell = cell.getNext()) {
          cells.add(text(cell));
        }
        if (part instanceof TableHead) {
          heads.addAll(cells);
        } else if (!cells.isEmpty()) {
          rows.add(new Row(cells.get(0), cells.subList(1, cells.size())));
        }
      }
    }
    return new Exhibit(
        heading, number, heads, rows, "", Curve.svg(heading, heads, rows).orElse(""));
  }

  /** The text of a heading or a cell, without its marks and links. */
  private static String text(Node node) {
    StringBuilder out = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            out.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            out.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak softLineBreak) {
            out.append(' ');
          }

          @Override
          public void visit(HardLineBreak hardLineBreak) {
            out.append(' ');
          }
        });
    return out.toString();
  }
}
