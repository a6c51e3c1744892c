package io.asyncquery.sql.source;

/**
 * A function of a source, all of its overloads together.
 *
 * @param kind how it is used
 * @param allowed whether queries may use it: what it returns follows from its arguments, and it
 *     does nothing else
 * @param builtIn whether it reads no table: what users of the source have written may
 */
public record SourceFunction(Kind kind, boolean allowed, boolean builtIn) {

  /** One of the source itself. */
  public SourceFunction(Kind kind, boolean allowed) {
    this(kind, allowed, true);
  }

  /** How a function is used. */
  public enum Kind {
    SCALAR,
    /** Over the rows of a group or window. */
    AGGREGATE
  }
}
