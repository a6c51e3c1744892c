package io.asyncquery.bootstrap.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LineFormatterTest {

  private final LineFormatter formatter = new LineFormatter();

  @Test
  void a_message_is_one_line() {
    LogRecord record = record(Level.INFO, "Took up [{0}] queries");
    record.setParameters(new Object[] {1200});

    assertEquals(
        "2026-11-22T10:15:30.123Z INFO    [%s] Server: Took up [1,200] queries%n"
            .formatted(Thread.currentThread().getName()),
        formatter.format(record));
  }

  @Test
  void a_text_from_outside_cannot_pretend_to_be_a_message() {
    String line = formatter.format(record(Level.WARNING, "user [a\r\n2026 ERROR\u2028\u001b[1m]"));

    assertEquals(1, line.lines().count());
    assertTrue(line.contains("user [a\\u000d\\u000a2026 ERROR\\u2028\\u001b[1m]"), line);
  }

  @Test
  void a_stack_trace_is_indented_line_by_line() {
    LogRecord record = record(Level.SEVERE, "broken");
    record.setThrown(new IllegalStateException("first\nsecond"));

    List<String> lines = formatter.format(record).lines().toList();
    assertTrue(lines.getFirst().contains(" ERROR   ["), lines::toString);
    assertEquals("    java.lang.IllegalStateException: first", lines.get(1));
    assertTrue(lines.stream().skip(1).allMatch(line -> line.startsWith("    ")), lines::toString);
  }

  @Test
  void levels_and_numbers_are_the_same_in_every_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      LogRecord record = record(Level.FINE, "{0}");
      record.setParameters(new Object[] {42});

      assertTrue(formatter.format(record).contains(" DEBUG   ["));
      assertTrue(formatter.format(record).contains(": 42"));
    } finally {
      Locale.setDefault(before);
    }
  }

  private static LogRecord record(Level level, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName("io.asyncquery.bootstrap.server.Server");
    record.setInstant(Instant.parse("2026-11-22T10:15:30.123Z"));
    return record;
  }
}
