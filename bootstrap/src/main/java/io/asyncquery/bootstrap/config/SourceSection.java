package io.asyncquery.bootstrap.config;

import io.asyncquery.sql.SourceDefinition;

/** Where data lies. The key {@code kind} chooses which. */
public sealed interface SourceSection
    permits ClickHouseSection,
        DuckDbSection,
        JdbcSection,
        MySqlSection,
        PostgreSqlSection,
        TrinoSection {

  /**
   * What the engine needs to know.
   *
   * @param name what the project calls it
   */
  SourceDefinition definition(String name);
}
