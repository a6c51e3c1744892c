package io.asyncquery.sql.federation;

import java.util.List;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.rel2sql.RelToSqlConverter;
import org.apache.calcite.sql.SqlDialect;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Calcite's way from algebra to SQL, in which every use of a table has a name of its own: a query
 * within another over the same table would take the outer one's columns for its own.
 */
public final class AliasedSql extends RelToSqlConverter {

  private final boolean listsColumns;

  /**
   * @param listsColumns whether tables are read column by column, since they may have others than
   *     the algebra knows
   */
  AliasedSql(SqlDialect dialect, boolean listsColumns) {
    super(dialect);
    this.listsColumns = listsColumns;
  }

  @Override
  public Result visit(TableScan scan) {
    List<String> path = scan.getTable().getQualifiedName();
    SqlNode table = new SqlIdentifier(path, SqlParserPos.ZERO);
    String name = path.getLast();
    String alias = name;
    for (int n = 2; aliasSet.contains(alias); n++) {
      alias = name + "_" + n;
    }
    SqlNode read = listsColumns ? columns(scan, table) : table;
    SqlNode named =
        alias.equals(name) && !listsColumns
            ? table
            : SqlStdOperatorTable.AS.createCall(
                SqlParserPos.ZERO, read, new SqlIdentifier(alias, SqlParserPos.ZERO));
    return result(named, List.of(Clause.FROM), scan, null);
  }

  private static SqlNode columns(TableScan scan, SqlNode table) {
    SqlParserPos at = SqlParserPos.ZERO;
    SqlNodeList items = new SqlNodeList(at);
    for (String column : scan.getRowType().getFieldNames()) {
      items.add(new SqlIdentifier(column, at));
    }
    return new SqlSelect(
        at, null, items, table, null, null, null, null, null, null, null, null, null);
  }
}
