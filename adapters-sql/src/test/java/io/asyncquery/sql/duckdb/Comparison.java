package io.asyncquery.sql.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.sql.plan.ParsedQuery;
import io.asyncquery.sql.plan.RowRange;
import io.asyncquery.sql.plan.TableScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Runs SQL as it is, and as it was planned. The rows must be the same, whatever their order, and so
 * must the names of columns, but for expressions without an alias: what those are called is
 * DuckDB's spelling of the expression, which may say {@code CAST} where the SQL said {@code ::}.
 */
final class Comparison implements AutoCloseable {

  /** A name that somebody gave. */
  private static final Pattern GIVEN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_ ]*");

  private final DuckDbSource source;
  private final Connection direct;

  private Comparison(DuckDbSource source) throws SQLException {
    this.source = source;
    this.direct = source.connect(new Cancellation()).getConnection();
    try (Statement statement = direct.createStatement()) {
      // Names without a database are looked for as DuckDB does by itself.
      statement.execute("RESET search_path");
    }
  }

  static Comparison over(DuckDbSource source) throws SQLException {
    return new Comparison(source);
  }

  /** The statements of a file beside this class, each but the last followed by {@code end}. */
  static List<String> statements(String file, String end) {
    try (InputStream in =
        Objects.requireNonNull(Comparison.class.getResourceAsStream(file), file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split(end + "\n", -1))
          .map(String::strip)
          .filter(sql -> !sql.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That {@code sql} does planned what {@code meaning} does. */
  void assertMeans(String meaning, String sql) throws Exception {
    assertEquals(result(meaning), result(planned(sql)), () -> sql);
  }

  String planned(String sql) throws Exception {
    try (Handle handle = source.connect(new Cancellation())) {
      TableScope scope = new TableScope(source.catalog(handle), "data", "main");
      return source.planner(handle).plan(ParsedQuery.of(sql), RowRange.ALL, scope);
    }
  }

  /** The first value of {@code sql} as it is planned, as text. */
  String one(String sql) throws Exception {
    try (Statement statement = direct.createStatement();
        ResultSet rows = statement.executeQuery(planned(sql))) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private List<List<String>> result(String sql) throws SQLException {
    try (Statement statement = direct.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      List<List<String>> result = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(String.valueOf(rows.getString(i)));
        }
        result.add(row);
      }
      Collections.sort(result, (one, other) -> one.toString().compareTo(other.toString()));
      result.addFirst(new ArrayList<>());
      for (int i = 1; i <= columns; i++) {
        String label = rows.getMetaData().getColumnLabel(i);
        result.getFirst().add(GIVEN.matcher(label).matches() ? label : "an expression");
        result.getFirst().add(rows.getMetaData().getColumnTypeName(i));
      }
      return result;
    }
  }

  @Override
  public void close() throws SQLException {
    direct.close();
    source.close();
  }
}
