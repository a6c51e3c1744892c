package io.asyncquery.bootstrap.config;

import java.util.Optional;

/**
 * Where in the configuration something stands, or should stand.
 *
 * @param key the dotted path of keys, empty for the whole document
 * @param line counted from 1
 */
record Place(String file, String key, int line) {

  Place child(String name, int childLine) {
    return new Place(file, key.isEmpty() ? name : key + "." + name, childLine);
  }

  /** Names this place, then says {@code sentence} about it. */
  ConfigurationException problem(String sentence) {
    String subject = key.isEmpty() ? "" : "[" + key + "] ";
    return new ConfigurationException(file + ":" + line + ": " + subject + sentence);
  }

  /** The same with the sentence of a refusal. */
  ConfigurationException problem(IllegalArgumentException refusal) {
    return problem(Optional.ofNullable(refusal.getMessage()).orElse("is not allowed"));
  }
}
