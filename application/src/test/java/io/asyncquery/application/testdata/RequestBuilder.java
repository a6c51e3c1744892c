package io.asyncquery.application.testdata;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.Limits;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/** A request of ADMIN for {@code select 1} in DEFAULT, as CSV, unless said otherwise. */
public final class RequestBuilder {

  /** When queries are submitted unless said otherwise. */
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

  private String sql = "select 1";
  private OptionalLong offset = OptionalLong.empty();
  private OptionalLong limit = OptionalLong.empty();
  private ProjectName project = ProjectName.DEFAULT;
  private String submitter = "ADMIN";
  private ResultFormat format = ResultFormat.DEFAULT;
  private FileName fileName = FileName.RESULT;

  private Limits limits = Limits.NONE;

  private RequestBuilder() {}

  public static RequestBuilder request() {
    return new RequestBuilder();
  }

  public static RequestBuilder request(String sql) {
    return new RequestBuilder().sql(sql);
  }

  public RequestBuilder sql(String text) {
    this.sql = text;
    return this;
  }

  public RequestBuilder offset(long rows) {
    this.offset = OptionalLong.of(rows);
    return this;
  }

  public RequestBuilder limit(long rows) {
    this.limit = OptionalLong.of(rows);
    return this;
  }

  public RequestBuilder in(String projectName) {
    return in(new ProjectName(projectName));
  }

  public RequestBuilder in(ProjectName projectName) {
    this.project = projectName;
    return this;
  }

  public RequestBuilder by(String userName) {
    this.submitter = userName;
    return this;
  }

  public RequestBuilder as(ResultFormat wanted) {
    this.format = wanted;
    return this;
  }

  public RequestBuilder named(String name) {
    this.fileName = new FileName(name);
    return this;
  }

  public RequestBuilder within(Limits wanted) {
    this.limits = wanted;
    return this;
  }

  public QueryRequest build() {
    return new QueryRequest(sql, offset, limit, project, submitter, format, fileName, limits);
  }

  /** The request as a query with a new id, submitted at {@link #NOW}. */
  public AsyncQuery.Running running() {
    return running(NOW);
  }

  /** The request as a query with a new id. */
  public AsyncQuery.Running running(Instant submittedAt) {
    return AsyncQuery.Running.submitted(newId(), build(), submittedAt);
  }

  /** The request as a query that has {@code id}, submitted at {@link #NOW}. */
  public AsyncQuery.Running running(QueryId id) {
    return AsyncQuery.Running.submitted(id, build(), NOW);
  }

  public static QueryId newId() {
    return new QueryId(UUID.randomUUID());
  }
}
