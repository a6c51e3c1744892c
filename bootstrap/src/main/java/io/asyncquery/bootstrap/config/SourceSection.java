package io.asyncquery.bootstrap.config;

/** Where data lies. The key {@code kind} chooses which. */
public sealed interface SourceSection permits DuckDbSection {}
