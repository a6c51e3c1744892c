package io.asyncquery.sql.clickhouse;

import org.apache.calcite.sql.dialect.ClickHouseSqlDialect;

/** How ClickHouse spells SQL where Calcite's own dialect for it is wrong or says nothing. */
final class ClickHouseDialect extends ClickHouseSqlDialect {

  static final ClickHouseDialect INSTANCE = new ClickHouseDialect();

  private ClickHouseDialect() {
    super(DEFAULT_CONTEXT);
  }
}
