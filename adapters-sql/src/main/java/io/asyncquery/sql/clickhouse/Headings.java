package io.asyncquery.sql.clickhouse;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.dialect.AnsiSqlDialect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Names of columns that have none: what the sender wrote, and not what has become of it. That would
 * be ClickHouse's heading.
 */
final class Headings {

  private static final int LONGEST = 200;

  private Headings() {}

  static SqlNode of(SqlNode sent, SqlNode item) {
    if (!(item instanceof SqlCall) || sent.isA(SqlKind.QUERY) || isPlain(sent)) {
      return item;
    }
    String text =
        sent.toSqlString(
                config -> config.withDialect(AnsiSqlDialect.DEFAULT).withQuoteAllIdentifiers(false))
            .getSql()
            .replace("`", "")
            .replaceAll("\\s+", " ");
    return text.length() > LONGEST
        ? item
        : SqlStdOperatorTable.AS.createCall(
            item.getParserPosition(),
            List.of(item, new SqlIdentifier(text, item.getParserPosition())));
  }

  private static boolean isPlain(SqlNode sent) {
    return sent instanceof SqlIdentifier || sent.getKind() == SqlKind.AS;
  }
}
