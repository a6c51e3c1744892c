package io.asyncquery.application.fake;

import io.asyncquery.application.port.GroupStore;
import io.asyncquery.application.port.GroupStoreContract;

class InMemoryGroupStoreTest extends GroupStoreContract {

  private final InMemoryGroupStore store = new InMemoryGroupStore();

  @Override
  protected GroupStore store() {
    return store;
  }
}
