package io.asyncquery.bootstrap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.SqlText;
import io.asyncquery.bootstrap.config.LogLevel;
import io.asyncquery.sql.Explanation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggingTest {

  @AfterEach
  void back() {
    Logging.start(LogLevel.INFO);
  }

  @ParameterizedTest
  @CsvSource({"DEBUG,FULL,true", "DEBUG,SHAPE,false", "DEBUG,OFF,false", "INFO,FULL,false"})
  void what_sources_run_is_told_only_where_sql_may_be_told_in_full(
      LogLevel level, SqlText sql, boolean told) {
    Logging.start(level, sql);

    assertEquals(
        told, System.getLogger(Explanation.LOG_NAME).isLoggable(System.Logger.Level.DEBUG));
  }
}
