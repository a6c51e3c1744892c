package io.asyncquery.storage.queries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.asyncquery.application.port.ProjectScope;
import io.asyncquery.application.port.QueryStore.FinishedFilter;
import io.asyncquery.application.port.QueryStore.Oldest;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.AsyncQuery.Failed;
import io.asyncquery.domain.AsyncQuery.Successful;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.QueryStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** The statements on the table of queries; what a column holds is said where it is created. */
final class QueryTable {

  private QueryTable() {}

  static int insert(Handle handle, AsyncQuery.Running query) {
    QueryRequest request = query.request();
    try (Update insert =
        handle.createUpdate(
            """
            INSERT INTO query (id, status, attempts, submitted_at, submitter, project, row_offset,
              row_limit, file_name, format, limits, sql)
            VALUES (:id, :status, :attempts, :submittedAt, :submitter, :project, :offset,
              :limit, :fileName, :format, :limits, :sql)
            """)) {
      return insert
          .bind("id", query.id().toString())
          .bind("status", query.status().name())
          .bind("attempts", query.attempts())
          .bind("submittedAt", Nanos.of(query.submittedAt()))
          .bind("submitter", request.submitter())
          .bind("project", request.project().value())
          .bind("offset", request.offset())
          .bind("limit", request.limit())
          .bind("fileName", request.fileName().value())
          .bind("format", FormatJson.write(request.format()))
          .bind("limits", LimitsJson.write(request.limits()))
          .bind("sql", request.sql())
          .execute();
    }
  }

  /** Nothing also where it cannot be read: then {@code unreadable} takes its id, and why. */
  static Optional<AsyncQuery> find(
      Handle handle, QueryId id, BiConsumer<String, RuntimeException> unreadable) {
    try (Query select =
        handle.createQuery("SELECT " + QueryRow.COLUMNS + " FROM query WHERE id = :id")) {
      return select
          .bind("id", id.toString())
          .map((row, context) -> read(row, context, unreadable))
          .findOne()
          .flatMap(Function.identity());
    }
  }

  static int finish(Handle handle, AsyncQuery.Finished finished) {
    return switch (finished) {
      case Successful successful -> succeed(handle, successful);
      case Failed failed -> fail(handle, failed);
    };
  }

  private static int succeed(Handle handle, Successful successful) {
    try (Update update =
        handle.createUpdate(
            """
            UPDATE query
            SET status = :status, finished_at = :finishedAt, result_rows = :rows,
              result_bytes = :bytes, result_digest = :digest, result_truncated = :truncated,
              result_columns = :columns
            WHERE id = :id AND status = 'RUNNING'
            """)) {
      return update
          .bind("id", successful.id().toString())
          .bind("status", successful.status().name())
          .bind("finishedAt", Nanos.of(successful.finishedAt()))
          .bind("rows", successful.summary().rows())
          .bind("bytes", successful.summary().bytes())
          .bind("digest", successful.summary().digest().hex())
          .bind("truncated", TruncationCode.of(successful.summary().truncation()))
          .bind("columns", ColumnsJson.write(successful.summary().columns()))
          .execute();
    }
  }

  private static int fail(Handle handle, Failed failed) {
    try (Update update =
        handle.createUpdate(
            """
            UPDATE query
            SET status = :status, finished_at = :finishedAt, failure_category = :category,
              failure_message = :message
            WHERE id = :id AND status = 'RUNNING'
            """)) {
      return update
          .bind("id", failed.id().toString())
          .bind("status", failed.status().name())
          .bind("finishedAt", Nanos.of(failed.finishedAt()))
          .bind("category", failed.failure().category().name())
          .bind("message", failed.failure().message())
          .execute();
    }
  }

  static int revoke(Handle handle, Failed lost) {
    try (Update update =
        handle.createUpdate(
            """
            UPDATE query
            SET status = 'FAILED', failure_category = :category, failure_message = :message,
              result_rows = NULL, result_bytes = NULL, result_digest = NULL,
              result_truncated = NULL, result_columns = NULL
            WHERE id = :id AND status = 'SUCCESSFUL'
            """)) {
      return update
          .bind("id", lost.id().toString())
          .bind("category", lost.failure().category().name())
          .bind("message", lost.failure().message())
          .execute();
    }
  }

  /** Moves a record that cannot be read to where nothing reads it. */
  static int setAside(Handle handle, String id, String reason) {
    try (Update copy =
        handle.createUpdate(
            """
            INSERT INTO unreadable_query (id, reason, record)
            SELECT id, :reason, json_object('status', status, 'attempts', attempts,
              'submitted_at', submitted_at, 'submitter', submitter, 'project', project,
              'row_offset', row_offset, 'row_limit', row_limit, 'file_name', file_name,
              'format', format, 'limits', limits, 'sql', sql, 'finished_at', finished_at,
              'failure_category', failure_category, 'failure_message', failure_message,
              'result_rows', result_rows, 'result_bytes', result_bytes,
              'result_digest', result_digest, 'result_truncated', result_truncated,
              'result_columns', result_columns)
            FROM query WHERE id = :id
            """)) {
      copy.bind("id", id).bind("reason", reason).execute();
    }
    try (Update delete = handle.createUpdate("DELETE FROM query WHERE id = :id")) {
      return delete.bind("id", id).execute();
    }
  }

  static int updateAttempts(Handle handle, AsyncQuery.Running query) {
    try (Update update =
        handle.createUpdate(
            "UPDATE query SET attempts = :attempts WHERE id = :id AND status = 'RUNNING'")) {
      return update.bind("id", query.id().toString()).bind("attempts", query.attempts()).execute();
    }
  }

  /** Those that can be read; {@code unreadable} takes the ids of the others, and why. */
  static List<AsyncQuery.Running> running(
      Handle handle, BiConsumer<String, RuntimeException> unreadable) {
    try (Query select =
        handle.createQuery(
            "SELECT "
                + QueryRow.COLUMNS
                + " FROM query WHERE status = 'RUNNING' ORDER BY submitted_at, rowid")) {
      return select.map((row, context) -> read(row, context, unreadable)).list().stream()
          .flatMap(Optional::stream)
          .map(AsyncQuery.Running.class::cast)
          .toList();
    }
  }

  private static Optional<AsyncQuery> read(
      ResultSet row, StatementContext context, BiConsumer<String, RuntimeException> unreadable)
      throws SQLException {
    try {
      return Optional.of(QueryRow.read(row, context));
    } catch (RuntimeException e) {
      unreadable.accept(row.getString(1), e);
      return Optional.empty();
    }
  }

  static Optional<Instant> latestEnd(Handle handle) {
    try (Query select =
        handle.createQuery(
            "SELECT finished_at FROM query WHERE finished_at IS NOT NULL"
                + " ORDER BY finished_at DESC LIMIT 1")) {
      return select.map((row, context) -> Nanos.toInstant(row.getLong(1))).findOne();
    }
  }

  static List<QueryId> successfulIds(Handle handle) {
    try (Query select = handle.createQuery("SELECT id FROM query WHERE status = :status")) {
      return ids(select.bind("status", QueryStatus.SUCCESSFUL.name()));
    }
  }

  static List<QueryId> finishedIds(Handle handle, FinishedFilter filter) {
    List<String> conditions = new ArrayList<>(List.of("finished_at IS NOT NULL"));
    filter.id().ifPresent(id -> conditions.add("id = :id"));
    filter.submitter().ifPresent(submitter -> conditions.add("submitter = :submitter"));
    filter.project().ifPresent(project -> conditions.add("project = :project"));
    filter.finishedBefore().ifPresent(before -> conditions.add("finished_at < :before"));
    try (Query select =
        handle.createQuery("SELECT id FROM query WHERE " + String.join(" AND ", conditions))) {
      return ids(
          select
              .bind("id", filter.id().map(QueryId::toString))
              .bind("submitter", filter.submitter())
              .bind("project", filter.project().map(Object::toString))
              .bind("before", filter.finishedBefore().map(Nanos::nearest)));
    }
  }

  static List<QueryId> oldestIds(Handle handle, Oldest which) {
    try (Query select =
        handle.createQuery(
            """
            SELECT id FROM query
            WHERE finished_at IS NOT NULL AND finished_at < :before
              AND (NOT :withResult OR status = 'SUCCESSFUL')
              AND (project IN (SELECT value FROM json_each(:projects))) = :only
            ORDER BY finished_at
            LIMIT :atMost
            """)) {
      return ids(
          select
              .bind("before", Nanos.nearest(which.finishedBefore()))
              .bind("withResult", which.withResult())
              .bind("projects", json(named(which.projects())))
              .bind("only", which.projects() instanceof ProjectScope.Only)
              .bind("atMost", which.atMost()));
    }
  }

  private static Set<ProjectName> named(ProjectScope scope) {
    return switch (scope) {
      case ProjectScope.Only(var projects) -> projects;
      case ProjectScope.AllBut(var projects) -> projects;
    };
  }

  /** Those of {@code ids} that were still there. */
  static List<QueryId> deleteFinished(Handle handle, List<QueryId> ids) {
    try (Query delete =
        handle.createQuery(
            """
            DELETE FROM query
            WHERE id IN (SELECT value FROM json_each(:ids)) AND finished_at IS NOT NULL
            RETURNING id
            """)) {
      return ids(delete.bind("ids", json(ids)));
    }
  }

  static boolean readable(Handle handle) {
    try (Query select =
        handle.createQuery("SELECT count(*) >= 0 FROM (SELECT 1 FROM query LIMIT 1)")) {
      return select.mapTo(boolean.class).one();
    }
  }

  private static List<QueryId> ids(Query query) {
    return query.map((row, context) -> new QueryId(UUID.fromString(row.getString(1)))).list();
  }

  private static String json(Collection<?> texts) {
    ArrayNode array = Json.NODES.arrayNode();
    texts.forEach(text -> array.add(text.toString()));
    return Json.write(array);
  }
}
