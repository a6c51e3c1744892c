package io.asyncquery.sql.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the server says where a query fails; its code is the error code. */
final class ServerException {

  private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\. DB::Exception: ");
  private static final int MOST_BYTES = 1 << 16;

  private ServerException() {}

  /** What a response says in the place of rows. */
  static SQLException of(HttpResponse<InputStream> response) throws IOException {
    try (InputStream body = response.body()) {
      String text = new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      return response.headers().firstValue("X-ClickHouse-Exception-Code").isPresent()
              || CODE.matcher(text).lookingAt()
          ? of(text)
          : new SQLException("HTTP status", ClickHouseErrors.HTTP, response.statusCode());
    }
  }

  /** The same as the server writes it, wherever. */
  static SQLException of(String text) {
    Matcher code = CODE.matcher(text);
    return code.lookingAt()
        ? new SQLException(text.substring(code.end()), "", Integer.parseInt(code.group(1)))
        : new SQLException(text);
  }
}
