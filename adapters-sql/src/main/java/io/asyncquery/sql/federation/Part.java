package io.asyncquery.sql.federation;

import java.util.List;

/**
 * What one source runs of a query over several.
 *
 * @param source its name in the project
 * @param sql in its dialect
 * @param table the table of the workbench that takes the rows
 * @param columns the names of the table's columns, which differ in more than case
 */
public record Part(String source, String sql, String table, List<String> columns) {
  public Part {
    columns = List.copyOf(columns);
  }
}
