package io.asyncquery.sql.plan;

import org.apache.calcite.sql.SqlNode;

/** A dialect that says some of what a query means in another way, and not in another spelling. */
public interface RewritesQueries {

  /** What means to the source what {@code query} means to its sender. */
  SqlNode rewritten(SqlNode query);
}
