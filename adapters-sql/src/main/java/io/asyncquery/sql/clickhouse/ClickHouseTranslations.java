package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.function.Translations;

/** The functions that ClickHouse has not, or means otherwise than Kylin documents them. */
public final class ClickHouseTranslations {

  public static final Translations INSTANCE = Translations.NONE;

  private ClickHouseTranslations() {}
}
