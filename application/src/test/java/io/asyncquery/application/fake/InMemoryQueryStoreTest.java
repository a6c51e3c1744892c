package io.asyncquery.application.fake;

import io.asyncquery.application.port.QueryStore;
import io.asyncquery.application.port.QueryStoreContract;

class InMemoryQueryStoreTest extends QueryStoreContract {

  private final InMemoryQueryStore store = new InMemoryQueryStore();

  @Override
  protected QueryStore store() {
    return store;
  }
}
