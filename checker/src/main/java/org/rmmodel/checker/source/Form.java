package org.rmmodel.checker.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The form that a function has in a tree.
 *
 * @param whole the fingerprint of all its tokens, or {@link #ABSENT}
 * @param steps the fingerprint of the words among them that the protocol is made of, and of the
 *     jumps; or {@link #ABSENT}
 */
public record Form(String whole, String steps) {
  /** A tree does not have the function. */
  public static final String ABSENT = "absent";

  /** The form of a function that a tree does not have. */
  public static final Form NONE = new Form(ABSENT, ABSENT);

  private static final int BYTES = 8;
  private static final Set<String> JUMPS =
      Set.of("if", "else", "while", "for", "do", "goto", "return", "break", "continue");

  /**
   * The form of a definition.
   *
   * @param definition the definition
   * @param words the words that the protocol is made of
   * @return its form
   */
  public static Form of(Definition definition, Set<String> words) {
    return new Form(
        fingerprint(definition.tokens().stream()),
        fingerprint(
            definition.tokens().stream()
                .filter(Token::isWord)
                .filter(token -> words.contains(token.text()) || JUMPS.contains(token.text()))));
  }

  private static String fingerprint(Stream<Token> tokens) {
    String text =
        tokens.map(token -> token.kind() + " " + token.text()).collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
