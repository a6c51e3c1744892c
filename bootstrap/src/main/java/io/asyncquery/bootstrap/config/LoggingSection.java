package io.asyncquery.bootstrap.config;

/** What the log, on standard error, tells. */
public record LoggingSection(
    @Setting(value = "The least severe messages to log.", defaultsTo = "info") LogLevel level) {}
