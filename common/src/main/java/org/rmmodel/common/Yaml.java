package org.rmmodel.common;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a YAML file strictly: every error names the file and the line; no field is ignored. */
public final class Yaml {
  private static final int DEEPEST = 20;

  private final String file;

  private Yaml(String file) {
    this.file = file;
  }

  /**
   * Reads a text.
   *
   * @param file the name by which errors call it
   * @param text the text
   * @return the document's root
   * @throws BadInput if it is no YAML, or has the same key twice in one mapping
   */
  public static Node read(String file, String text) {
    Yaml yaml = new Yaml(file);
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
  public final class Node {
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

    /**
     * An error at this place.
     *
     * @param what what is wrong
     * @return the exception, for the caller to throw
     */
    public BadInput error(String what) {
      return Yaml.this.error(line, what);
    }

    /**
     * The line that it begins on.
     *
     * @return its number, from 1
     */
    public int line() {
      return line;
    }

    /**
     * The text of a scalar.
     *
     * @return the text, not blank
     * @throws BadInput if this is no scalar, or a blank one
     */
    public String text() {
      if (text == null) {
        throw error("one value is expected here");
      }
      if (text.isBlank()) {
        throw error("a value is missing");
      }
      return text.strip();
    }

    /**
     * The text of a scalar as it stands, which may be blank.
     *
     * @return the text
     * @throws BadInput if this is no scalar
     */
    public String verbatim() {
      if (text == null) {
        throw error("one value is expected here");
      }
      return text;
    }

    /**
     * Whether it is a sequence.
     *
     * @return true if it has items
     */
    public boolean isList() {
      return items != null;
    }

    /**
     * The items of a sequence.
     *
     * @return the items
     * @throws BadInput if this is no sequence
     */
    public List<Node> items() {
      if (items == null) {
        throw error("a list is expected here");
      }
      return items;
    }

    /**
     * The texts of a list; a single text is a list of one.
     *
     * @return the texts
     */
    public List<String> texts() {
      return items == null ? List.of(text()) : items.stream().map(Node::text).toList();
    }

    /**
     * The fields of a mapping.
     *
     * @return the fields
     * @throws BadInput if this is no mapping
     */
    public Fields fields() {
      if (map == null || lines == null) {
        throw error("fields (name: value) are expected here");
      }
      return new Fields(this, map, lines);
    }
  }

  /** The fields of a mapping; each is asked for once, and what nobody asked for is an error. */
  public final class Fields {
    private final Node node;
    private final Map<String, Node> map;
    private final Map<String, Integer> lines;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Node node, Map<String, Node> map, Map<String, Integer> lines) {
      this.node = node;
      this.map = map;
      this.lines = lines;
    }

    /**
     * Whether a field is there.
     *
     * @param key its name
     * @return true if it is
     */
    public boolean has(String key) {
      asked.add(key);
      return map.containsKey(key);
    }

    /**
     * A field's value.
     *
     * @param key its name
     * @return the value
     * @throws BadInput if the field is missing
     */
    public Node node(String key) {
      asked.add(key);
      Node value = map.get(key);
      if (value == null) {
        throw node.error("the field " + key + " is missing");
      }
      return value;
    }

    /**
     * The items of a field's sequence.
     *
     * @param key its name
     * @return the items; empty if the field is missing
     * @throws BadInput if it is no sequence
     */
    public List<Node> items(String key) {
      return has(key) ? node(key).items() : List.of();
    }

    /**
     * The texts of a field's list.
     *
     * @param key its name
     * @return the texts; empty if the field is missing
     */
    public List<String> texts(String key) {
      return has(key) ? node(key).texts() : List.of();
    }

    /**
     * An error at a field.
     *
     * @param key its name
     * @param what what is wrong
     * @return the exception, for the caller to throw
     */
    public BadInput error(String key, String what) {
      return Yaml.this.error(lines.getOrDefault(key, node.line), what);
    }

    /**
     * A field's text.
     *
     * @param key its name
     * @return the text
     * @throws BadInput if the field is missing or is no scalar
     */
    public String text(String key) {
      return node(key).text();
    }

    /**
     * A field's text, or another one.
     *
     * @param key its name
     * @param other what it is if the field is missing
     * @return the text
     */
    public String text(String key, String other) {
      return has(key) ? text(key) : other;
    }

    /**
     * A field's text that is also a file's name or an identifier of TLA+.
     *
     * @param key its name
     * @return the text
     * @throws BadInput if it is missing or no such name
     */
    public String name(String key) {
      String name = text(key);
      if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,99}")) {
        throw error(key, "not a name (letters, digits and _): " + name);
      }
      return name;
    }

    /**
     * A field's number.
     *
     * @param key its name
     * @param lowest the lowest that is allowed
     * @param highest the highest that is allowed
     * @return the number
     * @throws BadInput if it is missing, no number, or out of bounds
     */
    public long number(String key, long lowest, long highest) {
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

    /**
     * A field's number, as an int.
     *
     * @param key its name
     * @param lowest the lowest that is allowed
     * @param highest the highest that is allowed
     * @return the number
     * @throws BadInput if it is missing, no number, or out of bounds
     */
    public int integer(String key, int lowest, int highest) {
      return (int) number(key, lowest, highest);
    }

    /**
     * A field's truth value.
     *
     * @param key its name
     * @return true or false
     * @throws BadInput if it is missing or neither
     */
    public boolean bool(String key) {
      String text = text(key);
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw error(key, key + " is true or false, not " + text);
      };
    }

    /**
     * A field's mapping of texts.
     *
     * @param key its name
     * @return the texts by their names; empty if the field is missing
     */
    public Map<String, String> textMap(String key) {
      Map<String, String> texts = new LinkedHashMap<>();
      if (has(key)) {
        node(key).fields().map.forEach((name, text) -> texts.put(name, text.text()));
      }
      return texts;
    }

    /**
     * The names in a field's mapping.
     *
     * @param key its name
     * @return the names, in their order
     */
    public Set<String> keysOf(String key) {
      return node(key).fields().map.keySet();
    }

    /**
     * The line of a field within a field.
     *
     * @param key the outer field's name
     * @param inner the inner field's name
     * @return its number, from 1
     */
    public int lineIn(String key, String inner) {
      return node(key).fields().lines.getOrDefault(inner, node.line);
    }

    /**
     * An error at a field within a field.
     *
     * @param key the outer field's name
     * @param inner the inner field's name
     * @param what what is wrong
     * @return the exception, for the caller to throw
     */
    public BadInput errorIn(String key, String inner, String what) {
      return Yaml.this.error(lineIn(key, inner), what);
    }

    /**
     * Ends the reading.
     *
     * @throws BadInput if there is a field that nobody has asked for
     */
    public void noMore() {
      for (String key : map.keySet()) {
        if (!asked.contains(key)) {
          throw error(key, "unknown field " + key + NearestNames.hint(key, asked));
        }
      }
    }
  }
}
