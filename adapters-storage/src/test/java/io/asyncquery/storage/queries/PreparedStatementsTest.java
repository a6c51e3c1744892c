package io.asyncquery.storage.queries;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedStatementsTest {

  private static final String SQL = "SELECT ?";

  @TempDir Path folder;

  private final PreparedStatements statements = new PreparedStatements();
  private Handle handle;

  @BeforeEach
  void open() {
    handle = new SqliteFile(folder.resolve("queries.db")).forWriting().open();
  }

  @AfterEach
  void close() {
    handle.close();
  }

  @Test
  void a_text_is_prepared_once() throws SQLException {
    PreparedStatement first = prepare(SQL);
    release(SQL, first);

    assertSame(first, prepare(SQL));
  }

  @Test
  void what_was_bound_before_is_gone() throws SQLException {
    PreparedStatement statement = prepare(SQL);
    statement.setString(1, "before");
    statement.executeQuery().close();
    release(SQL, statement);

    try (var rows = prepare(SQL).executeQuery()) {
      rows.next();
      rows.getString(1);
      assertEquals(true, rows.wasNull());
    }
  }

  @Test
  void a_statement_in_use_is_not_lent_twice_and_one_is_kept() throws SQLException {
    PreparedStatement first = prepare(SQL);
    PreparedStatement second = prepare(SQL);
    assertNotSame(first, second);

    release(SQL, first);
    release(SQL, second);

    assertThrows(SQLException.class, second::executeQuery);
    assertSame(first, prepare(SQL));
  }

  @Test
  void texts_that_differ_are_different_statements() throws SQLException {
    PreparedStatement first = prepare(SQL);
    release(SQL, first);

    assertNotSame(first, prepare("SELECT ?, 1"));
  }

  @Test
  void a_statement_with_names_for_its_values_is_prepared_once() {
    assertSame(statementOf("SELECT :value"), statementOf("SELECT :value"));
  }

  /** The one that Jdbi ran it with; the handle has a cache of its own. */
  private Statement statementOf(String sql) {
    try (Query query = handle.createQuery(sql)) {
      return query.bind("value", 1).map((row, context) -> context.getStatement()).one();
    }
  }

  private PreparedStatement prepare(String sql) throws SQLException {
    return statements.create(connection(), sql, context());
  }

  private void release(String sql, PreparedStatement statement) throws SQLException {
    statements.close(connection(), sql, statement);
  }

  private Connection connection() {
    return handle.getConnection();
  }

  private StatementContext context() {
    return handle.createQuery(SQL).getContext();
  }
}
