package io.asyncquery.storage.tokens;

import io.asyncquery.application.port.GroupStore;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.port.TokenStore;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

/**
 * Tokens, the groups of users whom a provider vouches for, and notes of one server for the next, in
 * a small SQLite file, which the server and the commands have open at a time. All are kept in
 * memory too, and read anew whenever SQLite says that another connection has changed the file:
 * asking for that costs some microseconds and no disk.
 */
public final class SqliteTokenStore implements TokenStore, GroupStore, AutoCloseable {

  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final Jdbi jdbi;
  private Optional<Handle> connection = Optional.empty();
  private long version;
  private Map<String, ApiToken> tokens = Map.of();

  private SqliteTokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Opens the tokens of a data folder, whether a server runs on it or not; both are made where they
   * are not there.
   *
   * @throws StoreException the file cannot be opened or is none of ours
   */
  public static SqliteTokenStore open(Path dataFolder) {
    try {
      SqliteTokenStore store = new SqliteTokenStore(jdbi(DataFolder.tokenStoreFile(dataFolder)));
      store.call(
          "opened",
          handle -> {
            TokenTable.prepare(handle);
            return true;
          });
      return store;
    } catch (IOException e) {
      throw new StoreException("The token store cannot be made in [" + dataFolder + "]", e);
    }
  }

  private static Jdbi jdbi(Path file) {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.setSynchronous(SynchronousMode.FULL);
    config.setGetGeneratedKeys(false);
    config.enableFullSync(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file.toUri());
    Jdbi jdbi = Jdbi.create(source::getConnection);
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    return jdbi;
  }

  @Override
  public synchronized void add(ApiToken token, String hash) {
    call(
        "changed",
        handle -> {
          handle.useTransaction(change -> TokenTable.insert(change, token, hash));
          tokens = TokenTable.all(handle);
          return true;
        });
  }

  @Override
  public synchronized Optional<ApiToken> find(String hash) {
    return Optional.ofNullable(current().get(hash));
  }

  @Override
  public synchronized List<ApiToken> all() {
    return current().values().stream().sorted(Comparator.comparing(ApiToken::createdAt)).toList();
  }

  @Override
  public synchronized Optional<ApiToken> revoke(String id) {
    return call(
        "changed",
        handle -> {
          Optional<ApiToken> revoked =
              TokenTable.all(handle).values().stream()
                  .filter(token -> token.id().equals(id))
                  .findFirst()
                  .filter(_ -> handle.inTransaction(change -> TokenTable.delete(change, id)));
          tokens = TokenTable.all(handle);
          return revoked;
        });
  }

  @Override
  public void put(String user, Membership membership) {
    call(
        "changed",
        handle -> {
          TokenTable.putMembership(handle, user, membership);
          return true;
        });
  }

  @Override
  public Optional<Membership> membership(String user) {
    return call("read", handle -> TokenTable.membership(handle, user));
  }

  @Override
  public Set<String> notSeenSince(Instant time) {
    return call("read", handle -> TokenTable.notSeenSince(handle, time));
  }

  @Override
  public void forget(Set<String> users) {
    call(
        "changed",
        handle -> {
          TokenTable.forget(handle, users);
          return true;
        });
  }

  /** What a server has kept for the next one: texts by name. */
  public Map<String, String> notes(String kind) {
    return call("read", handle -> TokenTable.notes(handle, kind));
  }

  /** Keeps {@code notes} in the place of all of this kind before; durable on return. */
  public void putNotes(String kind, Map<String, String> notes) {
    call(
        "changed",
        handle -> {
          handle.useTransaction(change -> TokenTable.putNotes(change, kind, notes));
          return true;
        });
  }

  private Map<String, ApiToken> current() {
    return call(
        "read",
        handle -> {
          long now = TokenTable.version(handle);
          if (now != version) {
            tokens = new LinkedHashMap<>(TokenTable.all(handle));
            version = now;
          }
          return tokens;
        });
  }

  /** A connection that failed is not used again. */
  private synchronized <T> T call(String what, Function<Handle, T> work) {
    boolean sound = false;
    try {
      Handle handle = connection.orElseGet(jdbi::open);
      connection = Optional.of(handle);
      T result = work.apply(handle);
      sound = true;
      return result;
    } catch (RuntimeException e) {
      throw new StoreException("The token store cannot be " + what, e);
    } finally {
      if (!sound) {
        close();
      }
    }
  }

  @Override
  public synchronized void close() {
    Optional<Handle> closing = connection;
    connection = Optional.empty();
    version = 0; // Of the next connection, whose count is its own.
    closing.ifPresent(Handle::close);
  }
}
