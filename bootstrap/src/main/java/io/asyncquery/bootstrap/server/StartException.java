package io.asyncquery.bootstrap.server;

import java.util.Optional;

/** Something cannot start, and not for a fault of the program: one sentence for the operator. */
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  public StartException(String message) {
    super(message);
  }

  /** With the sentence of {@code cause}. */
  public StartException(Exception cause) {
    super(Optional.ofNullable(cause.getMessage()).orElse(cause.toString()), cause);
  }
}
