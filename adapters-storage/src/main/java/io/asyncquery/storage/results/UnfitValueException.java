package io.asyncquery.storage.results;

import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;

/** A value that a format cannot carry, thrown where neither its row nor its column is known. */
public final class UnfitValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * With what the cell holds and what to do, never the value itself: "an interval with a sign,
   * which Parquet cannot carry; cast it to VARCHAR".
   */
  public UnfitValueException(String what) {
    super(what);
  }

  /**
   * The failure of the query.
   *
   * @param row counted from 1, without a header
   */
  public QueryFailedException at(String column, long row) {
    return new QueryFailedException(
        QueryFailure.limit("Column [" + column + "] holds in row [" + row + "] " + getMessage()),
        this);
  }
}
