package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.http.Responses;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.JdbiException;

/** One query and its answer. Closing it before its end ends it in the server too. */
final class ClickHouseQuery implements AutoCloseable {

  private static final String TAG = "X-ClickHouse-Exception-Tag";
  private static final String MARK = "\r\n__exception__\r\n";
  private static final byte[] WITHOUT_TAG = "Code: ".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_BYTES = 1 << 16;

  private final ClickHouseHttp http;
  private final String sql;
  private final Duration patience;
  private final String id = "asyncquery-" + UUID.randomUUID();
  private final CompletableFuture<HttpResponse<InputStream>> sent;
  private Optional<InputStream> reading = Optional.empty();
  private Optional<NativeInput> input = Optional.empty();
  private byte[] failureMark = WITHOUT_TAG;
  private Optional<ClickHouseSession> describing = Optional.empty();
  private boolean cancelled;
  private boolean ended;

  /** Sends {@code sql}. */
  ClickHouseQuery(ClickHouseHttp http, String sql, Duration patience) {
    this.http = http;
    this.sql = sql;
    this.patience = patience;
    this.sent = http.post(sql, id, Map.of(), patience);
  }

  /** Goes before the next block; false at the end. */
  boolean advance() throws IOException, SQLException {
    NativeInput in = input();
    if (in.isNext(failureMark)) {
      throw failed(in.rest(MOST_BYTES).substring(failureMark.length));
    }
    if (in.isNext(WITHOUT_TAG)) {
      throw failed(in.rest(MOST_BYTES));
    }
    ended = in.isAtEnd();
    return !ended;
  }

  private SQLException failed(String text) {
    ended = true;
    return ServerException.of(text);
  }

  /** Names and types of the columns, for an answer that has no rows has no columns either. */
  List<List<String>> describe() throws IOException, SQLException {
    ClickHouseSession session = new ClickHouseSession(http, patience);
    asking(session);
    try {
      return session.rows("DESCRIBE TABLE (" + sql + ")", Map.of());
    } catch (JdbiException e) {
      throw e.getCause() instanceof SQLException cause ? cause : new SQLException(e);
    }
  }

  private synchronized void asking(ClickHouseSession session) throws IOException {
    describing = Optional.of(session);
    if (cancelled) {
      throw new IOException("The query was cancelled");
    }
  }

  NativeInput input() throws IOException, SQLException {
    if (input.isEmpty()) {
      HttpResponse<InputStream> response = response();
      begun(response.body());
      response
          .headers()
          .firstValue(TAG)
          .ifPresent(
              tag -> failureMark = (MARK + tag + "\r\n").getBytes(StandardCharsets.US_ASCII));
      input = Optional.of(new NativeInput(response.body()));
    }
    return input.get();
  }

  private HttpResponse<InputStream> response() throws IOException, SQLException {
    try {
      return ClickHouseHttp.await(sent);
    } catch (SQLException e) {
      ended = true;
      throw e;
    }
  }

  private synchronized void begun(InputStream body) throws IOException {
    reading = Optional.of(body);
    if (cancelled) {
      Responses.abandon(body);
      throw new IOException("The query was cancelled");
    }
  }

  /** Ends it, here and in the server, from any thread; never waits. */
  synchronized void cancel() {
    if (!cancelled) {
      cancelled = true;
      http.kill(id);
      Responses.abandon(sent);
      reading.ifPresent(Responses::abandon);
      describing.ifPresent(ClickHouseSession::close);
    }
  }

  @Override
  public synchronized void close() {
    if (!ended) {
      cancel();
    }
  }
}
