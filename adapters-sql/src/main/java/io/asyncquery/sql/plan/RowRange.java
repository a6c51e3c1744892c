package io.asyncquery.sql.plan;

import java.util.OptionalLong;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of its outermost query a request asks for, each bound only where the SQL itself has
 * none.
 */
public record RowRange(OptionalLong offset, OptionalLong limit) {

  /** All rows. */
  public static final RowRange ALL = new RowRange(OptionalLong.empty(), OptionalLong.empty());

  SqlNode applyTo(SqlNode query) {
    if (offset.isEmpty() && limit.isEmpty()) {
      return query;
    }
    if (query instanceof SqlOrderBy own) {
      return new SqlOrderBy(
          own.getParserPosition(),
          own.query,
          own.orderList,
          own.offset == null ? literal(offset) : own.offset,
          own.fetch == null ? literal(limit) : own.fetch);
    }
    return new SqlOrderBy(
        query.getParserPosition(), query, SqlNodeList.EMPTY, literal(offset), literal(limit));
  }

  private static @Nullable SqlNode literal(OptionalLong rows) {
    return rows.isEmpty()
        ? null
        : SqlLiteral.createExactNumeric(Long.toString(rows.getAsLong()), SqlParserPos.ZERO);
  }
}
