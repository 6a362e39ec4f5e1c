package org.rmmodel.common;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a lane as an option's value. */
public final class LaneConverter implements ITypeConverter<Lane> {
  /** For picocli. */
  public LaneConverter() {}

  @Override
  public Lane convert(String value) {
    try {
      return Lane.named(value);
    } catch (BadInput e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
