package io.asyncquery.bootstrap.config;

import java.util.Locale;

/** How severe a message is. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARNING,
  ERROR;

  static LogLevel named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
