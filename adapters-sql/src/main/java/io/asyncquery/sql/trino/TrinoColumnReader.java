package io.asyncquery.sql.trino;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.sql.ColumnReader;
import io.asyncquery.sql.failure.FailureTranslator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Runs a query by Trino's HTTP protocol, in a transaction that can only read. The connection of the
 * driver, which asks the catalog, has no part in it.
 */
final class TrinoColumnReader implements ColumnReader {

  private static final System.Logger LOG = System.getLogger(TrinoColumnReader.class.getName());
  private static final String TRANSACTION = "X-Trino-Transaction-Id";

  private final TrinoHttp http;
  private final FailureTranslator failures;

  TrinoColumnReader(TrinoHttp http, FailureTranslator failures) {
    this.http = http;
    this.failures = failures;
  }

  @Override
  public <T> T read(
      Connection connection, String sql, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws SQLException {
    cancellation.check();
    try {
      String transaction = begin(cancellation);
      try {
        return run(sql, transaction, cancellation, reader);
      } finally {
        Thread.ofVirtual().name("rollback").start(() -> rollBack(transaction));
      }
    } catch (IOException e) {
      throw TrinoErrors.broken(e);
    }
  }

  private String begin(Cancellation cancellation) throws IOException, SQLException {
    try (TrinoQuery start =
            new TrinoQuery(
                http, "START TRANSACTION READ ONLY", Map.of(TRANSACTION, List.of("NONE")));
        Cancellation.Registration _ = cancellation.onCancel(start::cancel)) {
      return start
          .drain()
          .orElseThrow(() -> new IOException("The cluster has begun no transaction"));
    }
  }

  private <T> T run(
      String sql, String transaction, Cancellation cancellation, QueryEngine.Reader<T> reader)
      throws IOException, SQLException {
    Map<String, List<String>> headers =
        Map.of(TRANSACTION, List.of(transaction), "X-Trino-Query-Data-Encoding", http.encodings());
    try (TrinoQuery query = new TrinoQuery(http, sql, headers);
        Cancellation.Registration _ = cancellation.onCancel(query::cancel)) {
      return reader.read(new TrinoBatches(query, cancellation, failures));
    }
  }

  /** Nobody waits for it: a transaction that is not used ends by itself, a little later. */
  private void rollBack(String transaction) {
    try (TrinoQuery rollback =
        new TrinoQuery(http, "ROLLBACK", Map.of(TRANSACTION, List.of(transaction)))) {
      var _ = rollback.drain();
    } catch (IOException | SQLException e) {
      LOG.log(DEBUG, "A transaction that only read was not ended", e);
    }
  }
}
