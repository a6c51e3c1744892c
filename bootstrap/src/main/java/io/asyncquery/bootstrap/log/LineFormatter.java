package io.asyncquery.bootstrap.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * One line a message: time in UTC, level, thread, class, text. Control characters are shown, and a
 * stack trace is indented, so that no text from outside looks like a message of its own. The same
 * in every locale.
 */
public final class LineFormatter extends Formatter {

  @Override
  public String format(LogRecord record) {
    String line =
        "%s %-7s [%s] %s: %s%n"
            .formatted(
                record.getInstant(),
                levelName(record.getLevel()),
                Thread.currentThread().getName(),
                simpleName(Optional.ofNullable(record.getLoggerName()).orElse("?")),
                visible(formatMessage(record)));
    return Optional.ofNullable(record.getThrown()).map(thrown -> line + trace(thrown)).orElse(line);
  }

  @Override
  public String formatMessage(LogRecord record) {
    String message = record.getMessage();
    Object[] parameters = record.getParameters();
    return parameters == null || parameters.length == 0
        ? message
        : new MessageFormat(message, Locale.ROOT).format(parameters);
  }

  private static String levelName(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }

  private static String simpleName(String loggerName) {
    return loggerName.substring(loggerName.lastIndexOf('.') + 1);
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            visible.append("\\u%04x".formatted(c));
          } else {
            visible.appendCodePoint(c);
          }
        });
    return visible.toString();
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().lines().map("    %s%n"::formatted).reduce("", String::concat);
  }
}
