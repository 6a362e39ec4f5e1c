package org.rmmodel.common;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time as an option's value: a whole number above zero and its unit (us, ms, s, m or h),
 * such as 90s. A number without a unit is seconds.
 */
public final class TimeConverter implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})(us|ms|s|m|h|)");

  /** For picocli. */
  public TimeConverter() {}

  @Override
  public Duration convert(String value) {
    Matcher time = TIME.matcher(value);
    if (time.matches() && !time.group(1).matches("0+")) {
      return duration(time);
    }
    throw new TypeConversionException("a time such as 90s or 10m is expected, not " + value);
  }

  private static Duration duration(Matcher time) {
    ChronoUnit unit =
        switch (time.group(2)) {
          case "us" -> ChronoUnit.MICROS;
          case "ms" -> ChronoUnit.MILLIS;
          case "m" -> ChronoUnit.MINUTES;
          case "h" -> ChronoUnit.HOURS;
          default -> ChronoUnit.SECONDS;
        };
    return Duration.of(Long.parseLong(time.group(1)), unit);
  }

  /**
   * For an option whose values are far from a second: the unit has to be said, as a number without
   * one would be taken for another unit by its reader. Zero needs none.
   */
  public static final class WithUnit implements ITypeConverter<Duration> {
    /** For picocli. */
    public WithUnit() {}

    @Override
    public Duration convert(String value) {
      Matcher time = TIME.matcher(value);
      if (time.matches() && (!time.group(2).isEmpty() || time.group(1).matches("0+"))) {
        return duration(time);
      }
      throw new TypeConversionException(
          "a time with its unit, such as 500us, 1500ms or 10s, is expected, not " + value);
    }
  }
}
