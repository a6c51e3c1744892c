package io.asyncquery.bootstrap.log;

import io.asyncquery.application.SqlText;
import io.asyncquery.bootstrap.config.LogLevel;
import io.asyncquery.sql.Explanation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Sends the log to standard error. A file that the operator names by {@code
 * -Djava.util.logging.config.file} takes the place of all that is decided here.
 */
public final class Logging {

  private static final boolean LEFT_TO_THE_OPERATOR =
      System.getProperty("java.util.logging.config.file") != null;

  static {
    configure();
  }

  /** Held, because the JDK forgets the level of a logger that nobody holds. */
  private static final Logger PRODUCT = Logger.getLogger("io.asyncquery");

  private static final Logger SQL = Logger.getLogger(Explanation.LOG_NAME);

  private Logging() {}

  /** Begins, before anything else logs; or goes on with another level for our own messages. */
  public static void start(LogLevel least) {
    start(least, SqlText.FULL);
  }

  /** The same with SQL told no further than {@code sql} says: what sources run is told in full. */
  public static void start(LogLevel least, SqlText sql) {
    if (LEFT_TO_THE_OPERATOR) {
      return;
    }
    PRODUCT.setLevel(
        switch (least) {
          case DEBUG -> Level.FINE;
          case INFO -> Level.INFO;
          case WARNING -> Level.WARNING;
          case ERROR -> Level.SEVERE;
        });
    SQL.setLevel(sql == SqlText.FULL ? PRODUCT.getLevel() : Level.OFF);
  }

  private static void configure() {
    System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
    LogManager manager = LogManager.getLogManager();
    if (!LEFT_TO_THE_OPERATOR) {
      try (InputStream settings = Logging.class.getResourceAsStream("logging.properties")) {
        manager.readConfiguration(Objects.requireNonNull(settings));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (manager instanceof LastingLogManager lasting) {
      lasting.last();
    }
  }
}
