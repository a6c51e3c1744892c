package io.asyncquery.sql.server;

/** A text that nobody may read in a log, a message or a dump of settings. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "[secret]";
  }
}
