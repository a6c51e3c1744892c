package io.asyncquery.application;

import io.asyncquery.domain.Caller;
import io.asyncquery.domain.QueryId;

/** Reads the recorded state. */
final class QueryLookup implements CheckQuery {

  private final QueryAccess access;

  QueryLookup(QueryAccess access) {
    this.access = access;
  }

  @Override
  public Outcome check(QueryId id, Caller caller) {
    return switch (access.access(id, caller)) {
      case QueryAccess.Granted granted -> new Found(granted.query());
      case QueryAccess.Absent absent -> new Missing();
      case QueryAccess.Denied denied -> new NotYours();
    };
  }
}
