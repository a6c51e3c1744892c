package io.asyncquery.rest.resource;

import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.rest.face.Delivery;
import io.asyncquery.rest.message.JsonObject;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;

/** Reads the body of a submission. What is wrong with its SQL is nothing to find here. */
final class Submission {

  private Submission() {}

  static QueryRequest read(Call call) {
    JsonObject body = call.body();
    String sql =
        body.text("sql")
            .filter(text -> !text.isBlank())
            .orElseThrow(() -> refused("[sql] must hold the SQL of a query; it is missing"));
    Delivery delivery = call.face().delivery(body);
    return new QueryRequest(
        sql,
        body.count("offset"),
        body.count("limit"),
        project(body, call),
        call.caller().name(),
        delivery.format(),
        delivery.fileName(),
        WantedLimits.read(body));
  }

  private static ProjectName project(JsonObject body, Call call) {
    String name = body.text("project").orElse(ProjectName.DEFAULT.value());
    if (name.isBlank()) {
      throw new RefusedException(
          call.face().needsProject() ? Problem.EMPTY_PROJECT : Problem.BAD_PARAMETER,
          "[project] must name a project; leave it out for [" + ProjectName.DEFAULT + "]");
    }
    if (name.length() > ProjectName.MAX_LENGTH) {
      throw refused("[project] must have at most " + ProjectName.MAX_LENGTH + " characters");
    }
    return new ProjectName(name);
  }

  private static RefusedException refused(String message) {
    return new RefusedException(Problem.BAD_PARAMETER, message);
  }
}
