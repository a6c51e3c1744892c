package io.asyncquery.application.port;

import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.AsyncQuery;
import java.util.Optional;

/** Something that somebody did or tried. No event holds a secret. */
public sealed interface AuditEvent {

  /** Who, as the front end knows them; of a sign-in that failed, who they say they are. */
  String user();

  /** The address of the client, or what else it came through. */
  String from();

  /**
   * Credentials were wrong.
   *
   * @param means what was tried, such as {@code password}
   */
  record SignInFailed(String user, String from, String means) implements AuditEvent {}

  record Submitted(String user, String from, AsyncQuery query) implements AuditEvent {}

  /**
   * An answer with a result, or some of it, ended.
   *
   * @param bytes of the body that went out
   * @param whole whether all that was asked for did
   */
  record Downloaded(String user, String from, AsyncQuery query, long bytes, boolean whole)
      implements AuditEvent {}

  record Stopped(String user, String from, AsyncQuery query) implements AuditEvent {}

  /**
   * Queries and their results were removed.
   *
   * @param query the one meant, if it was one
   */
  record Deleted(String user, String from, Optional<AsyncQuery> query, int count)
      implements AuditEvent {}

  record TokenAdded(String user, String from, ApiToken token) implements AuditEvent {}

  record TokenRevoked(String user, String from, ApiToken token) implements AuditEvent {}

  /**
   * What somebody may was found to be other than before.
   *
   * @param subject whose grants they are, such as {@code user ann} or {@code group analysts}
   * @param before in words; empty where there was nothing
   * @param after likewise
   */
  record GrantChanged(String user, String from, String subject, String before, String after)
      implements AuditEvent {}
}
