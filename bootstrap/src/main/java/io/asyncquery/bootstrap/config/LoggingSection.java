package io.asyncquery.bootstrap.config;

import io.asyncquery.application.SqlText;

/** What the log, on standard error, tells. */
public record LoggingSection(
    @Setting(value = "The least severe messages to log.", defaultsTo = "info") LogLevel level,
    @Setting(
            value =
                "What is told of the SQL of each query that ended: off nothing, shape a question"
                    + " mark for each literal and each quoted name, full all of it.",
            defaultsTo = "off")
        SqlText sql) {}
