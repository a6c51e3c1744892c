package io.asyncquery.sql.source;

import org.apache.calcite.rel.type.RelProtoDataType;

/**
 * A function of a source, all of its overloads together.
 *
 * @param name as the source spells it
 * @param kind how it is used
 * @param allowed whether queries may use it: nothing but its arguments decides what it returns, and
 *     it does nothing else
 * @param type what it returns, {@code ANY} where that depends on the arguments
 */
public record SourceFunction(String name, Kind kind, boolean allowed, RelProtoDataType type) {

  /** How a function is used. */
  public enum Kind {
    SCALAR,
    AGGREGATE,
    TABLE
  }
}
