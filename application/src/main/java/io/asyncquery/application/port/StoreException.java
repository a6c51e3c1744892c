package io.asyncquery.application.port;

/** A store is broken or cannot be reached; the operator's or ours to mend, never the sender's. */
public final class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
