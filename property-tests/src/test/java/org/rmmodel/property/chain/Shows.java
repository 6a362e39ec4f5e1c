package org.rmmodel.property.chain;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** By what a chain that is wrong on purpose has to be found: a part of the assertion's text. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Shows {
  /** The part. */
  String value();
}
