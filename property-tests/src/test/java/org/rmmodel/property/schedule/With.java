package org.rmmodel.property.schedule;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Says what is wrong with the scenarios that a property is given. */
@Retention(RetentionPolicy.RUNTIME)
public @interface With {
  /** What is wrong. */
  Flaw value();
}
