package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.function.FunctionSuite;
import io.asyncquery.sql.function.Translations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every function, run by ClickHouse's own engine. */
@Tag("slow")
@ExtendWith(SharedClickHouse.class)
class ClickHouseTranslationsTest extends FunctionSuite {

  private final ClickHouseServer server;

  ClickHouseTranslationsTest(ClickHouseServer server) {
    this.server = server;
  }

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.execute("default", "CREATE DATABASE functions");
    for (String table : TABLES) {
      server.execute("functions", ofClickHouse(table));
    }
    return server.source("functions");
  }

  /** A column holds NULL where its type says so. */
  private static String ofClickHouse(String sql) {
    return sql.startsWith("CREATE")
        ? sql.replace("TIMESTAMP", "DateTime64(6)")
                .replace("DATE", "Date32")
                .replace("DOUBLE PRECISION", "Float64")
                .replaceAll("(\\w+) ([A-Z]\\w+(?:\\(\\d+\\))?)([,)])", "$1 Nullable($2)$3")
            + " ENGINE = MergeTree ORDER BY tuple()"
        : sql;
  }

  @Override
  protected Translations table() {
    return ClickHouseTranslations.INSTANCE;
  }

  @Override
  protected List<String> differences() {
    return lines(ClickHouseTranslationsTest.class, "functions.txt");
  }
}
