package io.asyncquery.sql.trino;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.function.FunctionSuite;
import io.asyncquery.sql.function.Translations;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every function, run by a real Trino. */
@Tag("slow")
@ExtendWith(SharedTrino.class)
class TrinoTranslationsTest extends FunctionSuite {

  private final TrinoServer server;

  TrinoTranslationsTest(TrinoServer server) {
    this.server = server;
  }

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.execute("default", "CREATE SCHEMA IF NOT EXISTS memory.functions");
    for (String table : TABLES) {
      server.execute("functions", ofTrino(table));
    }
    return server.source("functions");
  }

  /** Texts are no dates to Trino. */
  private static String ofTrino(String sql) {
    return sql.replace("TIMESTAMP", "TIMESTAMP(6)")
        .replace("DOUBLE PRECISION", "DOUBLE")
        .replaceAll("'\\d{4}-\\d\\d-\\d\\d [\\d:.]+'", "TIMESTAMP $0")
        .replaceAll("'\\d{4}-\\d\\d-\\d\\d'", "DATE $0");
  }

  @Override
  protected Translations table() {
    return TrinoTranslations.INSTANCE;
  }

  @Override
  protected List<String> differences() {
    return lines(TrinoTranslationsTest.class, "functions.txt");
  }
}
