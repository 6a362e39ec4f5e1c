package org.rmmodel.checker.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rmmodel.checker.source.Token.Kind;

/**
 * Finds the definitions of functions in C. All branches of {@code #if} are read; brackets are
 * counted along the first branch of each, since the others usually open and close the same ones.
 */
public final class Definitions {
  private static final Pattern SYSTEM_CALL = Pattern.compile("(?:COMPAT_)?SYSCALL_DEFINE\\d");

  /** What is written like a call before or after the function's name. */
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "__attribute__",
          "__acquires",
          "__releases",
          "__must_hold",
          "__cond_acquires",
          "__printf",
          "__scanf",
          "__aligned",
          "__section",
          "__alloc_size",
          "__diagnose_as",
          "__context_unsafe",
          "__guarded_by");

  private final List<Token> tokens;
  private final List<Definition> found = new ArrayList<>();
  private final Deque<Branch> branches = new ArrayDeque<>();
  private int start;
  private int depth;
  private int parentheses;
  private @Nullable String open;

  /** What is known at the beginning of an {@code #if}, and at the end of its first branch. */
  private static final class Branch {
    private final int depth;
    private final int parentheses;
    private int endDepth = -1;
    private int endParentheses;

    Branch(int depth, int parentheses) {
      this.depth = depth;
      this.parentheses = parentheses;
    }
  }

  private Definitions(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * Finds them.
   *
   * @param tokens a file's tokens
   * @return the definitions, in the file's order
   */
  public static List<Definition> in(List<Token> tokens) {
    Definitions definitions = new Definitions(tokens);
    definitions.run();
    return definitions.found;
  }

  private void run() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.DIRECTIVE) {
        i = directive(i);
      } else if (token.kind() == Kind.SIGN) {
        sign(token, i);
      }
    }
  }

  private void sign(Token token, int i) {
    switch (token.text()) {
      case "(" -> parentheses++;
      case ")" -> parentheses = Math.max(0, parentheses - 1);
      case ";" -> {
        if (depth == 0 && parentheses == 0) {
          start = i + 1;
        }
      }
      case "{" -> {
        if (depth == 0) {
          open = name(start, i).orElse(null);
        }
        depth++;
      }
      case "}" -> close(i);
      default -> {}
    }
  }

  private void close(int i) {
    if (depth == 0) {
      start = i + 1;
      return;
    }
    depth--;
    if (depth == 0 && open != null) {
      found.add(new Definition(open, tokens.subList(start, i + 1)));
      open = null;
      start = i + 1;
      parentheses = 0;
    }
  }

  /** Takes a line of the preprocessor; the index of its last token. */
  private int directive(int from) {
    int end = from;
    while (end + 1 < tokens.size() && tokens.get(end).kind() != Kind.DIRECTIVE_END) {
      end++;
    }
    String word = from + 1 < tokens.size() ? tokens.get(from + 1).text() : "";
    switch (word) {
      case "if", "ifdef", "ifndef" -> branches.push(new Branch(depth, parentheses));
      case "else", "elif", "elifdef", "elifndef" -> {
        if (nextBranch()) {
          start = end + 1;
        }
      }
      case "endif" -> endBranches();
      default -> {}
    }
    if (depth == 0 && start == from) {
      start = end + 1;
    }
    return end;
  }

  /** Goes back to the beginning of the branches; true if that is out of a function. */
  private boolean nextBranch() {
    Branch branch = branches.peek();
    if (branch == null) {
      return false;
    }
    if (branch.endDepth < 0) {
      branch.endDepth = depth;
      branch.endParentheses = parentheses;
    }
    boolean leaves = depth > 0 && branch.depth == 0;
    if (leaves) {
      open = null;
    }
    depth = branch.depth;
    parentheses = branch.parentheses;
    return leaves;
  }

  private void endBranches() {
    Branch branch = branches.poll();
    if (branch != null && branch.endDepth >= 0) {
      depth = branch.endDepth;
      parentheses = branch.endParentheses;
    }
  }

  /** The function whose body begins at a bracket, if it is a function's. */
  private Optional<String> name(int from, int bracket) {
    Optional<String> name = Optional.empty();
    int nested = 0;
    for (int i = from; i < bracket; i++) {
      Token token = tokens.get(i);
      if (token.kind() == Kind.DIRECTIVE) {
        while (i + 1 < bracket && tokens.get(i).kind() != Kind.DIRECTIVE_END) {
          i++;
        }
      } else if (token.is("(")) {
        if (nested == 0 && name.isEmpty() && i > from) {
          name = named(i);
        }
        nested++;
      } else if (token.is(")")) {
        nested = Math.max(0, nested - 1);
      } else if (token.is("=") && nested == 0) {
        return Optional.empty();
      }
    }
    return name;
  }

  private Optional<String> named(int parenthesis) {
    Token before = tokens.get(parenthesis - 1);
    if (!before.isWord() || ATTRIBUTES.contains(before.text())) {
      return Optional.empty();
    }
    if (SYSTEM_CALL.matcher(before.text()).matches()) {
      return Optional.of(tokens.get(parenthesis + 1)).filter(Token::isWord).map(Token::text);
    }
    return Optional.of(before.text());
  }
}
