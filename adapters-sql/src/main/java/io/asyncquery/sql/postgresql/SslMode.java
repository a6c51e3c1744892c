package io.asyncquery.sql.postgresql;

/** How much a connection relies on TLS, by the words of PostgreSQL's own clients. */
public enum SslMode {
  DISABLE("disable"),
  ALLOW("allow"),
  PREFER("prefer"),
  REQUIRE("require"),
  /** Its certificate must be signed by one that is trusted. */
  VERIFY_CA("verify-ca"),
  /** And be that of the host. */
  VERIFY_FULL("verify-full");

  private final String word;

  SslMode(String word) {
    this.word = word;
  }

  /** As configurations spell it. */
  public String word() {
    return word;
  }

  boolean verifies() {
    return this == VERIFY_CA || this == VERIFY_FULL;
  }
}
