package io.asyncquery.storage.audit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asyncquery.application.SqlText;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ProjectName;
import java.time.Instant;
import java.util.Locale;

/** An event as one line of JSON. */
record AuditLine(SqlText sql) {

  String of(AuditEvent event, Instant now) {
    ObjectNode line = begin(now, name(event));
    line.put("user", event.user());
    line.put("from", event.from());
    switch (event) {
      case AuditEvent.SignInFailed failed -> line.put("means", failed.means());
      case AuditEvent.Submitted submitted -> {
        put(line, submitted.query());
        sql.of(submitted.query().request().sql()).ifPresent(text -> line.put("sql", text));
      }
      case AuditEvent.Downloaded downloaded -> {
        put(line, downloaded.query());
        line.put("bytes", downloaded.bytes());
        line.put("whole", downloaded.whole());
      }
      case AuditEvent.Stopped stopped -> put(line, stopped.query());
      case AuditEvent.Deleted deleted -> {
        deleted.query().ifPresent(query -> put(line, query));
        line.put("count", deleted.count());
      }
      case AuditEvent.TokenAdded added -> put(line, added.token());
      case AuditEvent.TokenRevoked revoked -> put(line, revoked.token());
      case AuditEvent.GrantChanged changed -> {
        line.put("subject", changed.subject());
        line.put("before", changed.before());
        line.put("after", changed.after());
      }
    }
    return line + "\n";
  }

  /** What became of a line that a crash or a full disk cut off. */
  static String ofTorn(String text, Instant now) {
    return begin(now, "torn").put("text", text) + "\n";
  }

  private static ObjectNode begin(Instant now, String name) {
    return JsonNodeFactory.instance.objectNode().put("time", now.toString()).put("event", name);
  }

  private static String name(AuditEvent event) {
    return switch (event) {
      case AuditEvent.SignInFailed _ -> "sign-in-failed";
      case AuditEvent.Submitted _ -> "submitted";
      case AuditEvent.Downloaded _ -> "downloaded";
      case AuditEvent.Stopped _ -> "stopped";
      case AuditEvent.Deleted _ -> "deleted";
      case AuditEvent.TokenAdded _ -> "token-added";
      case AuditEvent.TokenRevoked _ -> "token-revoked";
      case AuditEvent.GrantChanged _ -> "grant-changed";
    };
  }

  private static void put(ObjectNode line, AsyncQuery query) {
    line.put("query", query.id().toString());
    line.put("project", query.request().project().value());
    line.put("submitter", query.request().submitter());
  }

  private static void put(ObjectNode line, ApiToken token) {
    line.put("token", token.id());
    line.put("owner", token.user());
    line.put("scope", token.scope().name().toLowerCase(Locale.ROOT));
    token
        .projects()
        .ifPresent(projects ->
            projects.stream()
                .map(ProjectName::value)
                .sorted()
                .forEach(line.putArray("projects")::add));
    line.put("expires", token.expiresAt().toString());
  }
}
