package io.asyncquery.sql.source;

/**
 * A function of a source, all of its overloads together.
 *
 * @param kind how it is used
 * @param allowed whether queries may use it: what it returns follows from its arguments, and it
 *     does nothing else
 */
public record SourceFunction(Kind kind, boolean allowed) {

  /** How a function is used. */
  public enum Kind {
    SCALAR,
    /** Over the rows of a group or window. */
    AGGREGATE
  }
}
