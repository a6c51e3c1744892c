package io.asyncquery.sql.trino;

import java.io.IOException;
import java.sql.SQLException;

/** What the cluster says about a query that failed; its code is the {@code errorCode}. */
final class ServerError {

  private ServerError() {}

  /** Reads the object of that name. */
  static SQLException read(JsonScanner json) throws IOException {
    String message = "";
    String state = "";
    int code = 0;
    json.expect('{');
    for (boolean first = true; json.nextElement(first, '}'); first = false) {
      switch (json.name()) {
        case "message" -> {
          json.token();
          message = json.text();
        }
        case "sqlState" -> {
          json.token();
          state = json.text();
        }
        case "errorCode" -> {
          json.token();
          code = Integer.parseInt(json.text());
        }
        default -> json.raw();
      }
    }
    return new SQLException(message, state, code);
  }
}
