package io.asyncquery.storage.queries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;

/**
 * The way of a database from nothing to the schema of today: script n leads from version n - 1 to
 * version n. The database keeps its version itself, as its {@code user_version}. A script that was
 * released is never changed.
 *
 * @param scripts resources beside this class, in the order of their versions
 */
record Migrations(List<String> scripts) {

  static final Migrations ALL =
      new Migrations(
          List.of("001-queries.sql", "002-limits.sql", "003-unreadable.sql", "004-digest.sql"));

  /** The version that the last script leads to. */
  int latest() {
    return scripts.size();
  }

  static int versionOf(Handle handle) {
    return handle.createQuery("PRAGMA user_version").mapTo(int.class).one();
  }

  /** Runs the scripts that the database has not seen, in the transaction of the caller. */
  void apply(Handle transaction) {
    for (String script : scripts.subList(versionOf(transaction), latest())) {
      transaction.createScript(read(script)).execute();
    }
    transaction.execute("PRAGMA user_version = " + latest());
  }

  private static String read(String script) {
    try (InputStream in =
        Objects.requireNonNull(Migrations.class.getResourceAsStream(script), script)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
