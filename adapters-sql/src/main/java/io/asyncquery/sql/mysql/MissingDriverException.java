package io.asyncquery.sql.mysql;

import java.sql.SQLException;

/** The driver is not on the class path. */
final class MissingDriverException extends SQLException {
  private static final long serialVersionUID = 1L;

  MissingDriverException(Throwable cause) {
    super("MariaDB Connector/J is not on the class path", cause);
  }
}
