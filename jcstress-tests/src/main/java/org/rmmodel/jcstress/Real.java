package org.rmmodel.jcstress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A litmus test of classes as they are in the implementation: nothing forbidden may be seen. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Real {
  /**
   * The outcomes without which the run has not come to the race that the test is about.
   *
   * @return outcomes as jcstress prints them
   */
  String[] mustMeet();
}
