package io.asyncquery.rest.face;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import io.asyncquery.rest.message.JsonObject;
import io.asyncquery.rest.message.Problem;
import java.util.Set;

/** How the service looks to one family of clients. One face differs from another only in words. */
public interface Face {

  /** The types in an {@code Accept} header that choose this face, in lower case. */
  Set<String> mediaTypes();

  /** What the id of a query is called. */
  String idField();

  /** What {@code info} says of a query in the answer to its submission. */
  String submissionInfo(AsyncQuery query);

  /** What {@code info} says of a query in the answer to {@code status}. */
  default String statusInfo(AsyncQuery query) {
    return switch (query) {
      case AsyncQuery.Running _ -> "still running";
      case AsyncQuery.Successful successful ->
          "await fetching results" + truncation(successful.summary());
      case AsyncQuery.Failed failed -> failed.failure().message();
    };
  }

  /** What is to be added of a result that a limit cut short. */
  default String truncation(ResultSummary summary) {
    return summary
        .truncation()
        .map(limit ->
            switch (limit) {
              case ROWS -> "; truncated to [" + summary.rows() + "] rows by a limit of rows";
              case BYTES -> "; truncated to [" + summary.bytes() + "] bytes by a limit of bytes";
            })
        .orElse("");
  }

  /** What {@code info} says of a query that is not there. */
  default String missingInfo() {
    return "query status is lost";
  }

  /** Whether a submission is answered with the state as it is by then, or as it was recorded. */
  default boolean submissionTellsProgress() {
    return false;
  }

  /** Whether a call about one query has to name its project. */
  default boolean needsProject() {
    return false;
  }

  /** What a submission asks for besides the rows. */
  Delivery delivery(JsonObject submission);

  /** The {@code code} of a problem. */
  default String code(Problem problem) {
    return problem.code();
  }

  /** The {@code Content-Type} of a result. */
  String contentType(ResultFormat format);
}
