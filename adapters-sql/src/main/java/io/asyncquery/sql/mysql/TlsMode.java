package io.asyncquery.sql.mysql;

/** How much a connection relies on TLS, by the words of the driver. */
public enum TlsMode {
  DISABLE("disable"),
  /** Whatever certificate the server shows. */
  TRUST("trust"),
  /** Its certificate must be signed by one that is trusted. */
  VERIFY_CA("verify-ca"),
  /** And be that of the host. */
  VERIFY_FULL("verify-full");

  private final String word;

  TlsMode(String word) {
    this.word = word;
  }

  /** As configurations spell it. */
  public String word() {
    return word;
  }
}
