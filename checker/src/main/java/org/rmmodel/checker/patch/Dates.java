package org.rmmodel.checker.patch;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as mails have them, for example {@code Fri, 10 May 2019 14:23:20 -0400} (RFC 5322). */
final class Dates {
  private static final Pattern DAY =
      Pattern.compile("\\b(\\d{1,2})[ \t]+([A-Za-z]{3})[ \t]+(\\d{4})\\b");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private Dates() {}

  /** The day in a mail's Date field, without regard to the time of day; empty if there is none. */
  static Optional<LocalDate> of(String field) {
    Matcher day = DAY.matcher(field);
    if (!day.find()) {
      return Optional.empty();
    }
    int month = MONTHS.indexOf(day.group(2).toLowerCase(Locale.ROOT)) + 1;
    try {
      return Optional.of(
          LocalDate.of(Integer.parseInt(day.group(3)), month, Integer.parseInt(day.group(1))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
