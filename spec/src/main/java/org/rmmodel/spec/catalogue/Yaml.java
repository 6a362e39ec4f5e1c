package org.rmmodel.spec.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rmmodel.spec.BadInput;
import org.rmmodel.spec.NearestNames;
import org.rmmodel.spec.SpecFolder;

/** Reads a YAML file strictly: every error names the file and the line; no field is ignored. */
final class Yaml {
  private static final int DEEPEST = 20;

  private final String file;

  private Yaml(String file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param folder the specification
   * @param path the file
   * @return the document's root
   * @throws BadInput if it cannot be read or is no YAML, or has the same key twice in one mapping
   */
  static Node read(SpecFolder folder, Path path) {
    String text = folder.read(path);
    Yaml yaml = new Yaml(folder.nameOf(path));
    try (YAMLParser parser = YAMLFactory.builder().build().createParser(text)) {
      if (parser.nextToken() == null) {
        throw yaml.error(1, "the file is empty");
      }
      Node root = yaml.node(parser, 0);
      if (parser.nextToken() != null) {
        throw yaml.error(line(parser), "a second document");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw yaml.error(
          line,
          "no YAML: " + e.getOriginalMessage().lines().limit(3).reduce("", (a, b) -> a + " " + b));
    } catch (IOException e) {
      throw yaml.error(1, "cannot be read");
    }
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private BadInput error(int line, String what) {
    return new BadInput(file + ":" + line + ": " + what);
  }

  private Node node(YAMLParser parser, int depth) throws IOException {
    int line = line(parser);
    if (depth > DEEPEST) {
      throw error(line, "nested more than " + DEEPEST + " deep");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Map<String, Node> map = new LinkedHashMap<>();
      Map<String, Integer> lines = new LinkedHashMap<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        if (map.containsKey(key)) {
          throw error(line(parser), "the field " + key + " is here twice");
        }
        lines.put(key, line(parser));
        parser.nextToken();
        map.put(key, node(parser, depth + 1));
      }
      return new Node(line, null, null, map, lines);
    }
    if (token == JsonToken.START_ARRAY) {
      List<Node> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser, depth + 1));
      }
      return new Node(line, null, items, null, null);
    }
    if (token == JsonToken.VALUE_NULL) {
      throw error(line, "a value is missing");
    }
    if (!token.isScalarValue() || parser.isCurrentAlias()) {
      throw error(line, "aliases and tags are not used here");
    }
    return new Node(line, parser.getText(), null, null, null);
  }

  /** A scalar, a sequence or a mapping, and the line that it begins on. */
  final class Node {
    private final int line;
    private final @Nullable String text;
    private final @Nullable List<Node> items;
    private final @Nullable Map<String, Node> map;
    private final @Nullable Map<String, Integer> lines;

    private Node(
        int line,
        @Nullable String text,
        @Nullable List<Node> items,
        @Nullable Map<String, Node> map,
        @Nullable Map<String, Integer> lines) {
      this.line = line;
      this.text = text;
      this.items = items;
      this.map = map;
      this.lines = lines;
    }

    BadInput error(String what) {
      return Yaml.this.error(line, what);
    }

    int line() {
      return line;
    }

    String text() {
      if (text == null) {
        throw error("one value is expected here");
      }
      if (text.isBlank()) {
        throw error("a value is missing");
      }
      return text.strip();
    }

    List<Node> items() {
      if (items == null) {
        throw error("a list is expected here");
      }
      return items;
    }

    /** The texts of a list; a single text is a list of one. */
    List<String> texts() {
      return items == null ? List.of(text()) : items.stream().map(Node::text).toList();
    }

    Fields fields() {
      if (map == null || lines == null) {
        throw error("fields (name: value) are expected here");
      }
      return new Fields(this, map, lines);
    }
  }

  /** The fields of a mapping; each is asked for once, and what nobody asked for is an error. */
  final class Fields {
    private final Node node;
    private final Map<String, Node> map;
    private final Map<String, Integer> lines;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Node node, Map<String, Node> map, Map<String, Integer> lines) {
      this.node = node;
      this.map = map;
      this.lines = lines;
    }

    boolean has(String key) {
      asked.add(key);
      return map.containsKey(key);
    }

    Node node(String key) {
      asked.add(key);
      Node value = map.get(key);
      if (value == null) {
        throw node.error("the field " + key + " is missing");
      }
      return value;
    }

    BadInput error(String key, String what) {
      return Yaml.this.error(lines.getOrDefault(key, node.line), what);
    }

    String text(String key) {
      return node(key).text();
    }

    String text(String key, String other) {
      return has(key) ? text(key) : other;
    }

    /** A name that is also a file's name or an identifier of TLA+. */
    String name(String key) {
      String name = text(key);
      if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
        throw error(key, "not a name (letters, digits and _): " + name);
      }
      return name;
    }

    long number(String key, long lowest, long highest) {
      String text = text(key);
      try {
        long number = Long.parseLong(text);
        if (lowest <= number && number <= highest) {
          return number;
        }
      } catch (NumberFormatException e) {
        // Said below.
      }
      throw error(key, key + " is a number from " + lowest + " to " + highest + ", not " + text);
    }

    int integer(String key, int lowest, int highest) {
      return (int) number(key, lowest, highest);
    }

    boolean bool(String key) {
      String text = text(key);
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw error(key, key + " is true or false, not " + text);
      };
    }

    Map<String, String> textMap(String key) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (has(key)) {
        node(key).fields().map.forEach((name, text) -> texts.put(name, text.text()));
      }
      return texts;
    }

    Set<String> keysOf(String key) {
      return node(key).fields().map.keySet();
    }

    int lineIn(String key, String inner) {
      return node(key).fields().lines.getOrDefault(inner, node.line);
    }

    BadInput errorIn(String key, String inner, String what) {
      return Yaml.this.error(lineIn(key, inner), what);
    }

    void noMore() {
      for (String key : map.keySet()) {
        if (!asked.contains(key)) {
          throw error(key, "unknown field " + key + NearestNames.hint(key, asked));
        }
      }
    }
  }
}
