package io.asyncquery.rest.resource;

import io.asyncquery.application.CheckQuery;
import io.asyncquery.application.PurgeResults;
import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.rest.RestSettings;
import io.asyncquery.rest.message.Envelope;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/** All queries of a caller: one more, or away with the finished ones. */
@Path("/kylin/api/async_query")
public final class AsyncQueriesResource {

  private static final DateTimeFormatter OLDER_THAN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final Duration RESTART = Duration.ofSeconds(10);

  private final SubmitQuery submitQuery;
  private final CheckQuery checkQuery;
  private final PurgeResults purgeResults;
  private final QueryFinder finder;
  private final AuditLog audit;
  private final ZoneId zone;

  @Inject
  AsyncQueriesResource(
      SubmitQuery submitQuery,
      CheckQuery checkQuery,
      PurgeResults purgeResults,
      QueryFinder finder,
      AuditLog audit,
      RestSettings settings) {
    this.audit = audit;
    this.submitQuery = submitQuery;
    this.checkQuery = checkQuery;
    this.purgeResults = purgeResults;
    this.finder = finder;
    this.zone = settings.zone();
  }

  @POST
  public Response submit(@Context Call call) {
    return switch (submitQuery.submit(permitted(Submission.read(call), call))) {
      case SubmitQuery.Accepted(AsyncQuery.Running accepted) -> {
        audit.record(new AuditEvent.Submitted(call.caller().name(), call.address(), accepted));
        AsyncQuery query = call.face().submissionTellsProgress() ? now(accepted, call) : accepted;
        yield Answer.query(call.face(), query, call.face().submissionInfo(query));
      }
      case SubmitQuery.QueueFull(Duration retryAfter) ->
          throw new RefusedException(
              Problem.QUEUE_FULL, "Too many queries wait already: try again later", retryAfter);
      case SubmitQuery.CapReached(String whose, int cap, Duration retryAfter) ->
          throw new RefusedException(
              Problem.QUEUE_FULL,
              "The [%d] queries that %s may have waiting or running are there already: try again later"
                  .formatted(cap, whose),
              retryAfter);
      case SubmitQuery.NoSpace(Duration retryAfter) ->
          throw new RefusedException(
              Problem.NO_SPACE,
              "The server has no room for another result: delete results that are not needed, or"
                  + " tell the operator",
              retryAfter);
      case SubmitQuery.Stopping _ ->
          throw new RefusedException(
              Problem.STOPPING, "The server is stopping and takes no more queries", RESTART);
    };
  }

  /** Of a project that is not granted, the query fails; of one that a token is not for, none is. */
  private static QueryRequest permitted(QueryRequest request, Call call) {
    if (!call.caller().isWithin(request.project())) {
      throw new RefusedException(
          Problem.FORBIDDEN,
          "This token is not for project [" + Excerpt.of(request.project().value()) + "]");
    }
    return request;
  }

  private AsyncQuery now(AsyncQuery.Running accepted, Call call) {
    return checkQuery.check(accepted.id(), call.caller())
            instanceof CheckQuery.Found(var query, var _)
        ? query
        : accepted;
  }

  @DELETE
  public Response purge(@Context Call call) {
    Optional<String> project = call.parameter(Parameter.PROJECT);
    Optional<String> olderThan = call.parameter(Parameter.OLDER_THAN);
    if (project.isEmpty() && olderThan.isEmpty()) {
      deleted(purgeResults.purgeAll(call.caller()), call);
    } else if (project.isPresent() && olderThan.isPresent()) {
      purgeOlder(call, project.get(), olderThan.get());
    } else {
      return Answer.declined(
          Envelope.SUCCESS,
          json -> json.writeBoolean(false),
          "[project] and [older_than] go together; nothing was removed");
    }
    return Answer.success(json -> json.writeBoolean(true));
  }

  private void purgeOlder(Call call, String project, String olderThan) {
    ProjectName name = call.project().orElseThrow(() -> emptyProject(project));
    finder.requireProject(name, call);
    deleted(purgeResults.purgeOlder(call.caller(), name, instant(olderThan)), call);
  }

  private void deleted(int count, Call call) {
    audit.record(
        new AuditEvent.Deleted(call.caller().name(), call.address(), Optional.empty(), count));
  }

  private static RefusedException emptyProject(String project) {
    return new RefusedException(
        Problem.EMPTY_PROJECT, "[project] must name a project, not [" + project + "]");
  }

  private Instant instant(String olderThan) {
    try {
      return LocalDateTime.parse(olderThan, OLDER_THAN).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new RefusedException(
          Problem.BAD_TIME,
          "[older_than] must be a time of the form yyyy-MM-dd HH:mm:ss, not ["
              + Excerpt.of(olderThan)
              + "]");
    }
  }
}
