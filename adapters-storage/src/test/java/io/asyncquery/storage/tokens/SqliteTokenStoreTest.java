package io.asyncquery.storage.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.application.port.StoreException;
import io.asyncquery.application.port.TokenStore;
import io.asyncquery.application.port.TokenStoreContract;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.TokenScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTokenStoreTest extends TokenStoreContract {

  private static final ApiToken TOKEN =
      new ApiToken(
          "00000001",
          "ANN",
          "",
          TokenScope.QUERY,
          Optional.empty(),
          RequestBuilder.NOW,
          RequestBuilder.NOW.plusSeconds(1));

  @TempDir private Path folder;
  private final List<SqliteTokenStore> opened = new ArrayList<>();

  @Override
  protected SqliteTokenStore store() {
    SqliteTokenStore store = SqliteTokenStore.open(folder.resolve("data"));
    opened.add(store);
    return store;
  }

  @Override
  protected TokenStore elsewhere(TokenStore store) {
    return store();
  }

  @AfterEach
  void close() {
    opened.forEach(SqliteTokenStore::close);
  }

  @Test
  void tokens_outlive_the_process() {
    store().add(TOKEN, "a".repeat(64));
    close();

    assertEquals(Optional.of(TOKEN), store().find("a".repeat(64)));
  }

  @Test
  void folder_and_file_are_the_owners_alone() throws IOException {
    store().add(TOKEN, "a".repeat(64));

    Path data = folder.resolve("data");
    assertEquals("rwx------", permissions(data));
    try (Stream<Path> files = Files.list(data)) {
      files.forEach(file -> assertEquals("rw-------", permissions(file)));
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_file_that_is_no_database_is_refused_and_stays() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.writeString(data.resolve("tokens.db"), "x".repeat(4_096));

    assertThrows(StoreException.class, this::store);
    assertEquals("x".repeat(4_096), Files.readString(file));
  }

  @Test
  void a_link_in_the_place_of_the_file_is_not_followed() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path elsewhere = folder.resolve("elsewhere");
    Files.createSymbolicLink(data.resolve("tokens.db"), elsewhere);

    assertThrows(StoreException.class, this::store);
    assertFalse(Files.exists(elsewhere));
  }
}
