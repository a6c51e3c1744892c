package io.asyncquery.sql.jdbc;

import io.asyncquery.sql.failure.FailureTranslator;
import io.asyncquery.sql.function.Translations;
import io.asyncquery.sql.plan.NameMatching;
import io.asyncquery.sql.plan.QueryPlanner;
import io.asyncquery.sql.server.ConnectionPool;
import io.asyncquery.sql.server.ServerSource;
import io.asyncquery.sql.source.Source;
import java.sql.SQLException;
import org.apache.calcite.sql.SqlDialect;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;

/** A database that is known by its JDBC driver alone. */
public final class JdbcSource {

  private JdbcSource() {}

  /** The source, not connected yet. */
  public static Source of(JdbcSettings settings) {
    FailureTranslator failures = new FailureTranslator(new JdbcErrors(settings.server().name()));
    return new ServerSource(
        new ConnectionPool(settings.server(), new JdbcConnections(settings)),
        new JdbcColumnReader(failures, JdbcColumnReader.EarlyEnd.ABANDON),
        failures,
        settings.schema().orElse(JdbcCatalog.CURRENT),
        JdbcCatalog::new,
        handle ->
            new QueryPlanner(
                new StandardFunctions(), Translations.NONE, dialect(handle), NameMatching.EXACT));
  }

  private static SqlDialect dialect(Handle handle) {
    try {
      return JdbcDialect.of(handle.getConnection().getMetaData());
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }
}
