package io.asyncquery.rest;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.CheckReadiness;
import io.asyncquery.application.FetchResult;
import io.asyncquery.application.FindProject;
import io.asyncquery.application.PurgeResults;
import io.asyncquery.application.StopQuery;
import io.asyncquery.application.SubmitQuery;

/** What the endpoints call. */
public record UseCases(
    SubmitQuery submitQuery,
    CheckQuery checkQuery,
    FetchResult fetchResult,
    StopQuery stopQuery,
    PurgeResults purgeResults,
    FindProject findProject,
    CheckReadiness checkReadiness) {

  /** Those of {@code application}. */
  public static UseCases of(AsyncQueryApplication application) {
    return new UseCases(
        application.submitQuery(),
        application.checkQuery(),
        application.fetchResult(),
        application.stopQuery(),
        application.purgeResults(),
        application.findProject(),
        application.checkReadiness());
  }
}
