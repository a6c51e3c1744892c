package io.asyncquery.storage.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.asyncquery.application.port.GroupStore.Membership;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.TokenScope;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** The statements on the table of tokens. */
final class TokenTable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int VERSION = 4;

  private TokenTable() {}

  /** Makes the table where the file is new. */
  static void prepare(Handle handle) {
    int version = handle.createQuery("PRAGMA user_version").mapTo(int.class).one();
    if (version > VERSION) {
      throw new IllegalStateException("The tokens were written by a newer asyncquery");
    }
    if (version < VERSION) {
      handle.useTransaction(TokenTable::create);
    }
  }

  private static void create(Handle handle) {
    // Times are as ISO 8601 writes them, projects a JSON array, or null for every project.
    handle.execute(
        """
        CREATE TABLE IF NOT EXISTS token (
          hash       TEXT NOT NULL PRIMARY KEY,
          id         TEXT NOT NULL UNIQUE,
          user       TEXT NOT NULL,
          label      TEXT NOT NULL,
          scope      TEXT NOT NULL CHECK (scope IN ('QUERY', 'READ')),
          projects   TEXT,
          created_at TEXT NOT NULL,
          expires_at TEXT NOT NULL
        ) STRICT
        """);
    handle.execute(
        """
        CREATE TABLE IF NOT EXISTS membership (
          user   TEXT NOT NULL PRIMARY KEY,
          groups TEXT NOT NULL
        ) STRICT
        """);
    // In seconds since 1970. What an older version has kept counts as long not seen.
    handle.execute("ALTER TABLE membership ADD COLUMN seen INTEGER NOT NULL DEFAULT 0");
    handle.execute(
        """
        CREATE TABLE IF NOT EXISTS note (
          kind TEXT NOT NULL,
          name TEXT NOT NULL,
          text TEXT NOT NULL,
          PRIMARY KEY (kind, name)
        ) STRICT
        """);
    handle.execute("PRAGMA user_version = " + VERSION);
  }

  /** Another number after any other connection has changed the file. */
  static long version(Handle handle) {
    try (Query select = handle.createQuery("PRAGMA data_version")) {
      return select.mapTo(long.class).one();
    }
  }

  static void insert(Handle handle, ApiToken token, String hash) {
    try (Update insert =
        handle.createUpdate(
            """
            INSERT INTO token (hash, id, user, label, scope, projects, created_at, expires_at)
            VALUES (:hash, :id, :user, :label, :scope, :projects, :createdAt, :expiresAt)
            """)) {
      insert
          .bind("hash", hash)
          .bind("id", token.id())
          .bind("user", token.user())
          .bind("label", token.label())
          .bind("scope", token.scope().name())
          .bind("projects", token.projects().map(TokenTable::json))
          .bind("createdAt", token.createdAt().toString())
          .bind("expiresAt", token.expiresAt().toString())
          .execute();
    }
  }

  static boolean delete(Handle handle, String id) {
    try (Update delete = handle.createUpdate("DELETE FROM token WHERE id = :id")) {
      return delete.bind("id", id).execute() == 1;
    }
  }

  /** All tokens by the hashes of their secrets. */
  static Map<String, ApiToken> all(Handle handle) {
    Map<String, ApiToken> tokens = new HashMap<>();
    try (Query select = handle.createQuery("SELECT * FROM token")) {
      select
          .map((row, _) -> Map.entry(row.getString("hash"), token(row)))
          .forEach(entry -> tokens.put(entry.getKey(), entry.getValue()));
    }
    return tokens;
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getString("id"),
        row.getString("user"),
        row.getString("label"),
        TokenScope.valueOf(row.getString("scope")),
        Optional.ofNullable(row.getString("projects")).map(TokenTable::projects),
        Instant.parse(row.getString("created_at")),
        Instant.parse(row.getString("expires_at")));
  }

  static void putMembership(Handle handle, String user, Membership membership) {
    try (Update put =
        handle.createUpdate(
            "INSERT OR REPLACE INTO membership (user, groups, seen)"
                + " VALUES (:user, :groups, :seen)")) {
      put.bind("user", user)
          .bind("groups", array(membership.groups()))
          .bind("seen", membership.seen().getEpochSecond())
          .execute();
    }
  }

  static Optional<Membership> membership(Handle handle, String user) {
    try (Query select =
        handle.createQuery("SELECT groups, seen FROM membership WHERE user = :user")) {
      return select
          .bind("user", user)
          .map((row, _) ->
              new Membership(
                  texts(row.getString("groups")), Instant.ofEpochSecond(row.getLong("seen"))))
          .findOne();
    }
  }

  static Set<String> notSeenSince(Handle handle, Instant time) {
    try (Query select = handle.createQuery("SELECT user FROM membership WHERE seen < :time")) {
      return select.bind("time", time.getEpochSecond()).mapTo(String.class).set();
    }
  }

  static void forget(Handle handle, Set<String> users) {
    try (Update delete =
        handle.createUpdate(
            "DELETE FROM membership WHERE user IN (SELECT value FROM json_each(:users))")) {
      delete.bind("users", array(users)).execute();
    }
  }

  static Map<String, String> notes(Handle handle, String kind) {
    Map<String, String> notes = new HashMap<>();
    try (Query select = handle.createQuery("SELECT name, text FROM note WHERE kind = :kind")) {
      select
          .bind("kind", kind)
          .map((row, _) -> Map.entry(row.getString("name"), row.getString("text")))
          .forEach(note -> notes.put(note.getKey(), note.getValue()));
    }
    return notes;
  }

  static void putNotes(Handle handle, String kind, Map<String, String> notes) {
    try (Update delete = handle.createUpdate("DELETE FROM note WHERE kind = :kind")) {
      delete.bind("kind", kind).execute();
    }
    notes.forEach((name, text) -> {
      try (Update insert = handle.createUpdate("INSERT INTO note VALUES (:kind, :name, :text)")) {
        insert.bind("kind", kind).bind("name", name).bind("text", text).execute();
      }
    });
  }

  private static String json(Set<ProjectName> projects) {
    return array(projects.stream().map(ProjectName::value).collect(Collectors.toSet()));
  }

  private static Set<ProjectName> projects(String json) {
    return texts(json).stream().map(ProjectName::new).collect(Collectors.toSet());
  }

  private static String array(Set<String> texts) {
    ArrayNode array = JSON.createArrayNode();
    texts.forEach(array::add);
    return array.toString();
  }

  private static Set<String> texts(String array) {
    try {
      Set<String> texts = new HashSet<>();
      for (JsonNode text : JSON.readTree(array)) {
        texts.add(text.asText());
      }
      return texts;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
