package org.rmmodel.common;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount of memory as an option's value, such as 512m or 4g; gives it in MiB. */
public final class SizeConverter implements ITypeConverter<Integer> {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,7})([mg])");

  /** For picocli. */
  public SizeConverter() {}

  @Override
  public Integer convert(String value) {
    Matcher size = SIZE.matcher(value.toLowerCase(Locale.ROOT));
    if (size.matches()) {
      long mebibytes = Long.parseLong(size.group(1)) * (size.group(2).equals("g") ? 1024 : 1);
      if (mebibytes >= 8 && mebibytes <= 1 << 20) {
        return (int) mebibytes;
      }
    }
    throw new TypeConversionException("a size from 8m to 1024g is expected, not " + value);
  }
}
