package io.asyncquery.bootstrap.config;

import java.util.List;

/** The configuration cannot be used; the message has one line for each thing to mend. */
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  ConfigurationException(List<String> problems) {
    super(String.join(System.lineSeparator(), problems));
    this.problems = List.copyOf(problems);
  }

  ConfigurationException(String problem) {
    this(List.of(problem));
  }

  List<String> problems() {
    return problems;
  }
}
