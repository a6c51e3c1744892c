package io.asyncquery.bootstrap.config;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong, so that one start tells it all. */
final class Problems {

  private final List<String> found = new ArrayList<>();

  void add(ConfigurationException problem) {
    found.addAll(problem.problems());
  }

  void collect(Step step) {
    try {
      step.run();
    } catch (ConfigurationException e) {
      add(e);
    }
  }

  void throwIfAny() throws ConfigurationException {
    if (!found.isEmpty()) {
      throw new ConfigurationException(found);
    }
  }

  /** What may meet a problem. */
  @FunctionalInterface
  interface Step {
    void run() throws ConfigurationException;
  }
}
