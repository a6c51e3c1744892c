package io.asyncquery.sql.sample;

import org.duckdb.DuckDBColumnType;

/** A column of a sample table. */
record SampleColumn(String name, DuckDBColumnType type) {
  static SampleColumn bigint(String name) {
    return new SampleColumn(name, DuckDBColumnType.BIGINT);
  }

  static SampleColumn integer(String name) {
    return new SampleColumn(name, DuckDBColumnType.INTEGER);
  }

  static SampleColumn date(String name) {
    return new SampleColumn(name, DuckDBColumnType.DATE);
  }

  static SampleColumn varchar(String name) {
    return new SampleColumn(name, DuckDBColumnType.VARCHAR);
  }
}
