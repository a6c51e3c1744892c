package io.asyncquery.bootstrap.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The variables that a value may stand for: {@code ${NAME}} as the whole value, never as a part of
 * it, and taken as it is.
 */
record Environment(Map<String, String> variables) {

  private static final Pattern WHOLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  /** Whether {@code text} stands for a variable. */
  static boolean isReference(String text) {
    return WHOLE.matcher(text).matches();
  }

  /** What {@code text} stands for. */
  String resolve(String text) {
    if (!text.contains("${")) {
      return text;
    }
    Matcher reference = WHOLE.matcher(text);
    if (!reference.matches()) {
      throw new IllegalArgumentException(
          "mixes text with a reference; ${NAME} must be the whole value");
    }
    String name = reference.group(1);
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "needs the environment variable ["
              + name
              + "], which is "
              + (value == null ? "not set" : "empty"));
    }
    return value;
  }
}
