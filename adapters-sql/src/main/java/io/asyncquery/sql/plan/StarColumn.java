package io.asyncquery.sql.plan;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlStarExclude;
import org.apache.calcite.sql.SqlStarReplace;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * One of the columns that a star stands for.
 *
 * @param names how a query may call it; none where it cannot be told from another
 * @param place where in the SQL text its name is taken to stand
 */
record StarColumn(String name, List<String> names, SqlParserPos place) {

  StarColumn {
    names = List.copyOf(names);
  }

  SqlIdentifier identifier() {
    if (names.isEmpty()) {
      throw Refusals.invalid(
          "Two columns of [*] are called [" + name + "]: name the columns, behind their tables",
          place);
    }
    return new SqlIdentifier(names, place);
  }

  /** Another value in its place. */
  SqlNode named(SqlNode value) {
    return SqlStdOperatorTable.AS.createCall(
        place, value, new SqlIdentifier(name, SqlParserPos.ZERO));
  }

  /** The star in an item of SELECT, if it has one. */
  static @Nullable SqlIdentifier starIn(SqlNode item) {
    return switch (item) {
      case SqlIdentifier id when id.isStar() -> id;
      case SqlStarExclude exclude -> exclude.getStarIdentifier();
      case SqlStarReplace replace -> replace.getStarIdentifier();
      default -> null;
    };
  }
}
