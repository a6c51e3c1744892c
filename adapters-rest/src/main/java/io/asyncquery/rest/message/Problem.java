package io.asyncquery.rest.message;

/** What can be wrong with a call: its HTTP status and the code that Kylin's clients know. */
public enum Problem {
  BAD_PARAMETER(400, "KE-020040001"),
  EMPTY_PROJECT(400, "KE-010031302"),
  BAD_TIME(400, "KE-010031303"),
  NO_CREDENTIALS(401, "KE-010003207"),
  WRONG_CREDENTIALS(401, "KE-010003208"),
  FORBIDDEN(403, "KE-010024001"),
  NO_SUCH_QUERY(404, "KE-010031301"),
  NO_SUCH_PROJECT(404, "KE-010001201"),
  INCOMPLETE(408, "999"),
  NOT_SUCCESSFUL(409, "KE-020040001"),
  CHANGED(412, "999"),
  TOO_LARGE(413, "KE-020040001"),
  NOT_JSON(415, "KE-020040001"),
  QUEUE_FULL(429, "KE-020040002"),
  SLOWED(429, "999"),
  INTERNAL(500, "999"),
  STOPPING(503, "999"),
  BUSY(503, "999"),
  NO_KEYS(503, "999"),
  NO_SPACE(507, "999");

  private final int status;
  private final String code;

  Problem(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Kylin's code. */
  public String code() {
    return code;
  }
}
