package org.rmmodel.common;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Text of others made fit to be printed as one line on a terminal. */
public final class OneLine {
  private static final int LONGEST = 400;

  private OneLine() {}

  /**
   * The text in one line: white space collapsed, control characters dropped, cut after 400
   * characters.
   *
   * @param text any text
   * @return the line, without a line end
   */
  public static String of(String text) {
    String line = text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
  }

  /**
   * Why a file could not be read or written, without the file's name.
   *
   * @param error what the library says
   * @return for example {@code No space left on device}
   */
  public static String of(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message =
        error instanceof FileSystemException failed ? failed.getReason() : error.getMessage();
    return of(message == null ? error.getClass().getSimpleName() : message);
  }
}
