package io.asyncquery.sql.tpch;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Three sources have all tables, and each mention of a table is of any of them: a query may read
 * tables of one name from several.
 */
class ScatteredTpchTest extends TpchSuite {

  private static final long SEED = 7;

  private static final List<String> SOURCES = List.of("one", "two", "three");

  private static final Pattern TABLES =
      Pattern.compile(
          "(?<=FROM |JOIN |, )"
              + "(CUSTOMER|SUPPLIER|PARTSUPP|PART|NATION|REGION|ORDERS|LINEITEM)\\b");

  private final Random random = new Random(SEED);

  @Override
  protected SqlQueryEngine open(Path folder) throws Exception {
    EnumSet<TpchTable> all = EnumSet.allOf(TpchTable.class);
    return SqlQueryEngine.open(
        List.of(
            Databases.project(
                Map.of(
                    "one",
                    new SourceDefinition.DuckDbFile(TpchData.duckDb(folder, "one.duckdb", all)),
                    "two",
                    new SourceDefinition.DuckDbFile(TpchData.duckDb(folder, "two.duckdb", all)),
                    "three",
                    new SourceDefinition.DuckDbFile(TpchData.duckDb(folder, "three.duckdb", all))),
                "one")),
        DuckDbSettings.defaults());
  }

  @Override
  protected String sent(String sql) {
    return TABLES
        .matcher(sql)
        .replaceAll(table -> SOURCES.get(random.nextInt(SOURCES.size())) + "." + table.group(1));
  }
}
