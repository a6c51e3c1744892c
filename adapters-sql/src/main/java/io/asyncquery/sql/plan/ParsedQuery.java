package io.asyncquery.sql.plan;

import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;

/** The one query in a SQL text. */
public final class ParsedQuery {

  private final SqlNode tree;
  private final Set<List<String>> tables;

  private ParsedQuery(SqlNode tree) {
    this.tree = tree;
    this.tables = TableMentions.of(tree);
  }

  /**
   * Reads {@code sql}, which must hold one query and nothing else.
   *
   * @throws SqlParseException where it is no SQL
   */
  public static ParsedQuery of(String sql) throws SqlParseException {
    return new ParsedQuery(TwinTables.distinguished(QueryParser.parse(sql)));
  }

  /** The names of its tables, part by part, as they were written. */
  public Set<List<String>> tables() {
    return tables;
  }

  SqlNode tree() {
    return tree;
  }
}
