package io.asyncquery.sql.plan;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Makes queries of the few clauses that this program writes by itself, and finds one in another.
 */
public final class Selects {

  private Selects() {}

  /** {@code SELECT items FROM from}, or without FROM. */
  public static SqlSelect of(SqlParserPos at, SqlNodeList items, @Nullable SqlNode from) {
    return of(at, items, from, null, null);
  }

  /**
   * The same with two more clauses.
   *
   * @param where else all rows
   * @param groupBy else no groups
   */
  static SqlSelect of(
      SqlParserPos at,
      SqlNodeList items,
      @Nullable SqlNode from,
      @Nullable SqlNode where,
      @Nullable SqlNodeList groupBy) {
    return new SqlSelect(
        at, null, items, from, where, groupBy, null, null, null, null, null, null, null);
  }

  /** The query that gives a set operation its columns; any other itself. */
  public static SqlNode first(SqlNode query) {
    return query.isA(SqlKind.SET_QUERY) && query instanceof SqlCall operation
        ? first(operation.operand(0))
        : query;
  }
}
