package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;

/** Where data lies. The key {@code kind} chooses which. */
public sealed interface SourceSection permits DuckDbSection {

  SourceDefinition definition();
}
