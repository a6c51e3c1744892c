package io.asyncquery.bootstrap.terminal;

import java.util.Optional;

/** A command was given something it cannot take; one sentence says what it takes. */
public final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }

  /** With the sentence of {@code refusal}. */
  public UsageException(IllegalArgumentException refusal) {
    super(Optional.ofNullable(refusal.getMessage()).orElse(refusal.toString()), refusal);
  }
}
