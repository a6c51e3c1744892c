package io.asyncquery.sql.plan;

import java.util.Set;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParseException;

/** The one query in a SQL text. */
public final class ParsedQuery {

  private final SqlNode tree;
  private final Set<String> tableQualifiers;

  private ParsedQuery(SqlNode tree) {
    this.tree = tree;
    this.tableQualifiers = TableQualifiers.of(tree);
  }

  /**
   * Reads {@code sql}, which must hold one query and nothing else.
   *
   * @throws SqlParseException where it is no SQL
   */
  public static ParsedQuery of(String sql) throws SqlParseException {
    return new ParsedQuery(QueryParser.parse(sql));
  }

  /** The first part of each table's name of several parts. */
  public Set<String> tableQualifiers() {
    return tableQualifiers;
  }

  SqlNode tree() {
    return tree;
  }
}
