package io.asyncquery.storage.queries;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Digest;
import io.asyncquery.domain.FailureCategory;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.QueryStatus;
import io.asyncquery.domain.ResultSummary;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of the table of queries as the query it stands for. Read by position: polls are many. */
final class QueryRow {

  static final String COLUMNS =
      "id, status, attempts, submitted_at, finished_at, submitter, project, row_offset, row_limit,"
          + " file_name, format, sql, failure_category, failure_message, result_rows, result_bytes,"
          + " result_digest, result_truncated, result_columns, limits";

  private QueryRow() {}

  static AsyncQuery read(ResultSet row, StatementContext context) throws SQLException {
    QueryId id = new QueryId(UUID.fromString(row.getString(1)));
    Instant submittedAt = Nanos.toInstant(row.getLong(4));
    QueryRequest request = request(row);
    return switch (QueryStatus.valueOf(row.getString(2))) {
      case RUNNING -> new AsyncQuery.Running(id, request, submittedAt, row.getInt(3));
      case SUCCESSFUL ->
          new AsyncQuery.Successful(id, request, submittedAt, finishedAt(row), summary(row));
      case FAILED -> new AsyncQuery.Failed(id, request, submittedAt, finishedAt(row), failure(row));
      case MISSING -> throw new IllegalStateException("Query [" + id + "] is recorded as missing");
    };
  }

  private static QueryRequest request(ResultSet row) throws SQLException {
    return new QueryRequest(
        row.getString(12),
        optionalLong(row, 8),
        optionalLong(row, 9),
        new ProjectName(row.getString(7)),
        row.getString(6),
        FormatJson.read(row.getString(11)),
        new FileName(row.getString(10)),
        LimitsJson.read(row.getString(20)));
  }

  private static Instant finishedAt(ResultSet row) throws SQLException {
    return Nanos.toInstant(row.getLong(5));
  }

  private static QueryFailure failure(ResultSet row) throws SQLException {
    return new QueryFailure(FailureCategory.valueOf(row.getString(13)), row.getString(14));
  }

  private static ResultSummary summary(ResultSet row) throws SQLException {
    return new ResultSummary(
        row.getLong(15),
        row.getLong(16),
        Digest.of(row.getString(17)),
        TruncationCode.read(row.getInt(18)),
        ColumnsJson.read(row.getString(19)));
  }

  private static OptionalLong optionalLong(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
