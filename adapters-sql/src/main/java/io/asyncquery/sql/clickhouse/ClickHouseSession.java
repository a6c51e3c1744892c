package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.http.Responses;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.ConnectionException;

/**
 * Asks the server small questions, such as what is in its catalog. It has no socket of its own, so
 * that opening it reaches nobody; closing it ends the question that waits.
 */
final class ClickHouseSession {

  private final ClickHouseHttp http;
  private final Duration patience;
  private Optional<CompletableFuture<HttpResponse<InputStream>>> asked = Optional.empty();
  private boolean closed;

  ClickHouseSession(ClickHouseHttp http, Duration patience) {
    this.http = http;
    this.patience = patience;
  }

  /**
   * All rows of an answer, whose columns are texts.
   *
   * @param parameters values of what stands in the SQL as {@code {name:Type}}
   * @throws ConnectionException over the reason why there is no answer
   */
  List<List<String>> rows(String sql, Map<String, String> parameters) {
    Map<String, String> sent =
        new HashMap<>(Map.of("default_format", "RowBinaryWithNames", "wait_end_of_query", "1"));
    parameters.forEach((name, value) -> sent.put("param_" + name, escaped(value)));
    try (InputStream body = ClickHouseHttp.await(ask(sql, sent)).body()) {
      return rows(new NativeInput(body));
    } catch (SQLException e) {
      throw new ConnectionException(e);
    } catch (IOException e) {
      throw new ConnectionException(ClickHouseErrors.broken(e));
    }
  }

  private synchronized CompletableFuture<HttpResponse<InputStream>> ask(
      String sql, Map<String, String> parameters) throws IOException {
    if (closed) {
      throw new IOException("The session is closed");
    }
    var sent = http.post(sql, UUID.randomUUID().toString(), parameters, patience);
    asked = Optional.of(sent);
    return sent;
  }

  private static List<List<String>> rows(NativeInput in) throws IOException, SQLException {
    List<List<String>> rows = new ArrayList<>();
    if (in.isAtEnd()) {
      return rows;
    }
    int columns = in.readCount();
    for (int i = 0; i < columns; i++) {
      String _ = in.readText();
    }
    while (!in.isAtEnd()) {
      List<String> row = new ArrayList<>();
      for (int i = 0; i < columns; i++) {
        row.add(in.readText());
      }
      rows.add(row);
    }
    return rows;
  }

  /** A value of a parameter is read as a field of tab-separated text. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .chars()
        .forEach(c -> {
          switch (c) {
            case '\\' -> text.append("\\\\");
            case '\t' -> text.append("\\t");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case 0 -> text.append("\\0");
            default -> text.append((char) c);
          }
        });
    return text.toString();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized void close() {
    closed = true;
    asked.ifPresent(Responses::abandon);
  }
}
