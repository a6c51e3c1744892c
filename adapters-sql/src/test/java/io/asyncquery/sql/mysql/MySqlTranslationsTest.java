package io.asyncquery.sql.mysql;

import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.function.FunctionSuite;
import io.asyncquery.sql.function.Translations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** Every function, run by a real MariaDB. */
class MySqlTranslationsTest extends FunctionSuite {

  private final MariaDbServer server = MariaDbServer.start();

  MySqlTranslationsTest() throws Exception {}

  @Override
  protected SourceDefinition prepare(Path folder) throws Exception {
    for (String table : TABLES) {
      server.execute(table.replace("ts TIMESTAMP", "ts DATETIME(6)"));
    }
    return server.source();
  }

  @Override
  protected Translations table() {
    return MySqlTranslations.INSTANCE;
  }

  @Override
  protected List<String> differences() {
    return lines(MySqlTranslationsTest.class, "functions.txt");
  }

  @Override
  protected boolean truthIsANumber() {
    return true;
  }

  @AfterAll
  void stop() throws IOException {
    server.close();
  }
}
