package io.asyncquery.storage.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.application.port.GroupStore;
import io.asyncquery.application.port.GroupStore.Membership;
import io.asyncquery.application.port.GroupStoreContract;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteGroupStoreTest extends GroupStoreContract {

  @TempDir private Path folder;
  private final List<SqliteTokenStore> opened = new ArrayList<>();

  @Override
  protected GroupStore store() {
    close();
    SqliteTokenStore store = SqliteTokenStore.open(folder);
    opened.add(store);
    return store;
  }

  @Test
  void what_an_older_version_has_kept_counts_as_long_not_seen() throws IOException, SQLException {
    store().put("oidc:ann", new Membership(Set.of("analysts"), RequestBuilder.NOW));
    close();
    try (Connection file =
            DriverManager.getConnection("jdbc:sqlite:" + DataFolder.tokenStoreFile(folder));
        Statement statement = file.createStatement()) {
      statement.executeUpdate("ALTER TABLE membership DROP COLUMN seen");
      statement.executeUpdate("PRAGMA user_version = 3");
    }

    assertEquals(Set.of("oidc:ann"), store().notSeenSince(RequestBuilder.NOW));
    assertEquals(
        Optional.of(new Membership(Set.of("analysts"), Instant.EPOCH)),
        store().membership("oidc:ann"));
  }

  @AfterEach
  void close() {
    opened.forEach(SqliteTokenStore::close);
  }
}
