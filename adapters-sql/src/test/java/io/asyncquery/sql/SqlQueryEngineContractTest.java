package io.asyncquery.sql;

import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.QueryEngineContract;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlQueryEngineContractTest extends QueryEngineContract {

  private static final long MANY = 300_000;

  @TempDir Path folder;
  @AutoClose private SqlQueryEngine engine;

  @BeforeEach
  void open() throws SQLException {
    Path file =
        Databases.duckDb(
            folder,
            "CREATE TABLE few(n INTEGER, name VARCHAR, price DECIMAL(9,2), since DATE)",
            """
            INSERT INTO few VALUES
              (1, 'one', 1.50, '2020-01-01'), (2, NULL, 2.25, '2020-02-29'),
              (3, '三', NULL, NULL), (4, '', 0.00, '1969-12-31'), (5, 'a,b', -1.00, '9999-12-31')
            """,
            "CREATE TABLE many AS SELECT range AS n, 'text of row ' || range AS t FROM range("
                + MANY
                + ")");
    engine =
        SqlQueryEngine.open(
            List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
            DuckDbSettings.defaults());
  }

  @Override
  protected QueryEngine engine() {
    return engine;
  }

  @Override
  protected ProjectName project() {
    return ProjectName.DEFAULT;
  }

  @Override
  protected KnownQuery few() {
    return new KnownQuery(
        "SELECT n, name, price, since FROM few ORDER BY n",
        Rows.of(
                new Column("n", Scalar.INTEGER),
                new Column("name", Scalar.VARCHAR),
                new Column("price", new ColumnType.Decimal(9, 2)),
                new Column("since", Scalar.DATE))
            .row(1, "one", new BigDecimal("1.50"), LocalDate.of(2020, 1, 1))
            .row(2, null, new BigDecimal("2.25"), LocalDate.of(2020, 2, 29))
            .row(3, "三", null, null)
            .row(4, "", new BigDecimal("0.00"), LocalDate.of(1969, 12, 31))
            .row(5, "a,b", new BigDecimal("-1.00"), LocalDate.of(9999, 12, 31)));
  }

  @Override
  protected KnownQuery none() {
    return new KnownQuery(
        "SELECT name FROM few WHERE n > 5", Rows.of(new Column("name", Scalar.VARCHAR)));
  }

  @Override
  protected LargeQuery many() {
    return new LargeQuery("SELECT n, t FROM many", MANY);
  }

  @Override
  protected String slow() {
    return "SELECT count(*) FROM many a, many b, many c WHERE a.n * b.n + c.n = 7";
  }

  /** The rows are wide, so that the failure does not overtake those that are not fetched yet. */
  @Override
  protected String failsMidway() {
    return "SELECT repeat(t, 100), CASE WHEN n = 250000 THEN CAST(t AS INTEGER) END FROM many";
  }

  @Override
  protected List<String> invalid() {
    return List.of(
        "SELEC 1",
        "SELECT nothing FROM few",
        "SELECT * FROM nowhere",
        "SELECT nofunction(n) FROM few",
        "SELECT n, count(*) FROM few",
        "SELECT sum(name) FROM few",
        "SELECT mod(n, n - n) FROM few",
        "SELECT CAST(name AS INTEGER) FROM few");
  }

  @Override
  protected int lent() {
    return engine.lentConnections();
  }
}
