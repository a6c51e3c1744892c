package io.asyncquery.domain;

/** Why a query failed, and what follows from it: whose it is to mend, and whether a retry helps. */
public enum FailureCategory {
  /** The SQL is wrong: syntax, an unknown name, a type that does not fit. */
  INVALID_SQL(Owner.SENDER, false),
  /** The request is understood and not allowed, or names a project that does not exist. */
  REJECTED(Owner.SENDER, false),
  /** Somebody who may do so stopped the query. */
  CANCELLED(Owner.SENDER, false),
  /** The query took longer than it may. */
  TIMEOUT(Owner.SENDER, false),
  /** The result is larger than it may be, or holds what its format cannot carry. */
  LIMIT(Owner.SENDER, false),
  /** The server stopped while the query ran, as often as queries are run again. */
  INTERRUPTED(Owner.OPERATOR, true),
  /** The source refused, broke off or cannot be reached. */
  SOURCE(Owner.OPERATOR, true),
  /** The result could not be written. */
  STORAGE(Owner.OPERATOR, true),
  /** A fault of this program; the message carries an error id that the log knows. */
  INTERNAL(Owner.US, true);

  /** Who can mend a failure. */
  public enum Owner {
    SENDER,
    OPERATOR,
    US
  }

  private final Owner owner;
  private final boolean worthRetrying;

  FailureCategory(Owner owner, boolean worthRetrying) {
    this.owner = owner;
    this.worthRetrying = worthRetrying;
  }

  /** Who can mend it. */
  public Owner owner() {
    return owner;
  }

  /** Whether the same query may succeed later without anybody changing it. */
  public boolean worthRetrying() {
    return worthRetrying;
  }
}
