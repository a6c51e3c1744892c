package io.asyncquery.application.fake;

import io.asyncquery.application.port.ResultStore;
import io.asyncquery.application.port.ResultStoreContract;
import io.asyncquery.domain.QueryId;

class InMemoryResultStoreTest extends ResultStoreContract {

  private final InMemoryResultStore store = new InMemoryResultStore();

  @Override
  protected ResultStore store() {
    return store;
  }

  @Override
  protected void leavePart(QueryId id) {
    store.leavePart(id);
  }
}
