package io.asyncquery.bootstrap.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a key of the configuration file means. Read by the binder and by the reference page, so that
 * the two agree.
 *
 * <p>Every component of a configuration record carries one, or the method of an interface that it
 * implements. Values are written as in the file.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
@interface Setting {

  /** One or two sentences for the operator. */
  String value();

  /**
   * The value where the key is absent; without one, the key is required unless optional by type.
   */
  String defaultsTo() default "";

  /** What absence means, where it is no fixed value. */
  String absence() default "";

  /** The least value allowed. */
  String min() default "";

  /** The greatest value allowed. */
  String max() default "";
}
