package org.rmmodel.jcstress;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A litmus test of a class that is one access mode, one fence or one wait away from the real one.
 * What is forbidden to the real one either has to be seen, or there is a reason why it cannot be.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Weakened {
  /**
   * What is weaker.
   *
   * @return a few words for the table
   */
  String by();

  /**
   * The forbidden outcomes that have to be seen, each of them; none if {@link #hiddenOnX86} says
   * why.
   *
   * @return outcomes as jcstress prints them
   */
  String[] mustShow() default {};

  /**
   * Further forbidden outcomes that may be seen.
   *
   * @return outcomes as jcstress prints them
   */
  String[] mayShow() default {};

  /**
   * Why HotSpot on x86 cannot show anything forbidden although Java's memory model allows it. On
   * other hardware it may show.
   *
   * @return the argument, or nothing if something has to be seen
   */
  String hiddenOnX86() default "";
}
