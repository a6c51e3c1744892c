package io.asyncquery.sql.postgresql;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.function.FunctionSuite;
import io.asyncquery.sql.function.Translations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Every function, run by a real PostgreSQL. */
class PostgreSqlTranslationsTest extends FunctionSuite {

  private final PostgreSqlServer server = PostgreSqlServer.start();

  PostgreSqlTranslationsTest() throws IOException {}

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    server.execute(TABLES.toArray(String[]::new));
    return server.source();
  }

  @Override
  protected Translations table() {
    return PostgreSqlTranslations.INSTANCE;
  }

  @Override
  protected List<String> differences() {
    return lines(PostgreSqlTranslationsTest.class, "functions.txt");
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }
}
