package org.rmmodel.checker.typeset;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tla2sany.st.TreeNode;

/**
 * The pieces of a module. SANY's tree says which tokens there are; between two of them are white
 * space and comments.
 */
final class Tokens {
  private static final Pattern NAME = Pattern.compile("\\w*[A-Za-z]\\w*");
  private static final Pattern RULE = Pattern.compile("----+(?:\\s*MODULE)?|====+");

  /** What SANY's grammar reserves, as far as it looks like a name. */
  private static final Pattern WORD =
      Pattern.compile(
          "MODULE|EXTENDS|INSTANCE|WITH|LOCAL|CONSTANTS?|VARIABLES?|RECURSIVE|ASSUM(?:E|PTION)|AXIOM"
              + "|THEOREM|LEMMA|PROPOSITION|COROLLARY|LET|IN|IF|THEN|ELSE|CASE|OTHER|CHOOSE|EXCEPT"
              + "|DOMAIN|SUBSET|UNION|ENABLED|UNCHANGED|LAMBDA|WF_|SF_|PROVE|NEW|STATE|ACTION"
              + "|TEMPORAL|CONSTANT|BY|OBVIOUS|OMITTED|PROOF|QED|DEF|DEFS|USE|HIDE|HAVE|TAKE"
              + "|WITNESS|PICK|SUFFICES|DEFINE|TRUE|FALSE|BOOLEAN|STRING");

  private final SourceText source;
  private final List<Token> pieces = new ArrayList<>();

  private Tokens(SourceText source) {
    this.source = source;
  }

  /**
   * Takes a module apart.
   *
   * @param source its text
   * @param root SANY's tree of it
   * @return the pieces, which joined are the text
   */
  static List<Token> of(SourceText source, TreeNode root) {
    Tokens tokens = new Tokens(source);
    tokens.cut(root);
    return List.copyOf(tokens.pieces);
  }

  private void cut(TreeNode root) {
    List<Token> leaves = new ArrayList<>();
    collect(root, leaves);
    leaves.sort(Comparator.comparingInt(Token::begin));
    int at = 0;
    for (Token leaf : leaves) {
      if (leaf.begin() < at) {
        continue; // the same place twice, as where SANY adds a node of its own
      }
      between(at, leaf.begin());
      pieces.add(leaf);
      at = leaf.begin() + leaf.text().length();
    }
    between(at, source.text().length());
  }

  private void collect(TreeNode node, List<Token> leaves) {
    TreeNode[] parts = node.heirs();
    for (TreeNode part : parts) {
      collect(part, leaves);
    }
    if (parts.length > 0) {
      return;
    }
    OptionalInt begin = source.begin(node.getLocation());
    OptionalInt end = source.end(node.getLocation());
    if (begin.isPresent() && end.isPresent() && begin.getAsInt() < end.getAsInt()) {
      String text = source.text().substring(begin.getAsInt(), end.getAsInt());
      if (isToken(text, node)) {
        leaves.add(new Token(begin.getAsInt(), kind(text), text));
      }
    }
  }

  /** A place that is no token's, as SANY counts it, stays what is between tokens. */
  private static boolean isToken(String text, TreeNode node) {
    return text.equals(node.getImage())
        || text.equals(node.getHumanReadableImage())
        || text.equals('"' + node.getImage() + '"')
        || RULE.matcher(text).matches()
        || Symbols.of(text).isPresent();
  }

  private static Token.Kind kind(String text) {
    if (text.startsWith("\"")) {
      return Token.Kind.STRING;
    }
    if (RULE.matcher(text).matches()) {
      return Token.Kind.RULE;
    }
    if (WORD.matcher(text).matches()) {
      return Token.Kind.WORD;
    }
    return NAME.matcher(text).matches() ? Token.Kind.NAME : Token.Kind.SIGN;
  }

  private void between(int from, int to) {
    int begun = from;
    for (int at = from; at < to; ) {
      int end = comment(at, to);
      if (end > at) {
        add(begun, at, Token.Kind.BETWEEN);
        add(at, end, Token.Kind.COMMENT);
        begun = end;
        at = end;
      } else {
        at++;
      }
    }
    add(begun, to, Token.Kind.BETWEEN);
  }

  private void add(int from, int to, Token.Kind kind) {
    if (from < to) {
      pieces.add(new Token(from, kind, source.text().substring(from, to)));
    }
  }

  /** The end of the comment that begins at a place; the place itself if none does. */
  private int comment(int at, int to) {
    String text = source.text();
    if (text.startsWith("\\*", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 || end > to ? to : end;
    }
    if (!text.startsWith("(*", at)) {
      return at;
    }
    int depth = 0;
    for (int i = at; i < to - 1; i++) {
      if (text.startsWith("(*", i)) {
        depth++;
        i++;
      } else if (text.startsWith("*)", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return to;
  }
}
