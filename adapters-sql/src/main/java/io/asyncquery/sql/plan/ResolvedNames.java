package io.asyncquery.sql.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * What the names of a validated query mean, by where they stand in the SQL text.
 *
 * @param tables how SQL must name each table of the source
 * @param shown of each table that is not shown whole, what is
 * @param queries the items of WITH, as they are declared
 * @param columns the columns, behind the alias of their table, both as they are declared
 * @param pivots the columns by which each PIVOT groups
 * @param naturalJoins the columns that each NATURAL join is by, by where that word stands
 * @param stars the columns that each star stands for, by the item of SELECT that it is in
 * @param qualified the names of the columns that each SELECT with QUALIFY is over
 * @param catalogColumns the names of all columns of these tables
 */
record ResolvedNames(
    Map<SqlParserPos, List<String>> tables,
    Map<SqlParserPos, Shown> shown,
    Map<SqlParserPos, List<String>> queries,
    Map<SqlParserPos, List<String>> columns,
    Map<SqlParserPos, List<String>> pivots,
    Map<SqlParserPos, List<String>> naturalJoins,
    Map<SqlParserPos, List<StarColumn>> stars,
    Map<SqlParserPos, List<String>> qualified,
    Set<String> catalogColumns) {

  /**
   * A part of a table.
   *
   * @param name what the query calls it where it gives it no other name
   */
  record Shown(String name, List<String> columns) {}

  ResolvedNames {
    tables = Map.copyOf(tables);
    shown = Map.copyOf(shown);
    queries = Map.copyOf(queries);
    columns = Map.copyOf(columns);
    pivots = Map.copyOf(pivots);
    naturalJoins = Map.copyOf(naturalJoins);
    stars = Map.copyOf(stars);
    qualified = Map.copyOf(qualified);
    catalogColumns = Set.copyOf(catalogColumns);
  }
}
