package io.asyncquery.storage.tokens;

import io.asyncquery.application.port.GroupStore;
import io.asyncquery.application.port.GroupStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
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

  @AfterEach
  void close() {
    opened.forEach(SqliteTokenStore::close);
  }
}
