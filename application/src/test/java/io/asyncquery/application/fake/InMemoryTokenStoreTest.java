package io.asyncquery.application.fake;

import io.asyncquery.application.port.TokenStore;
import io.asyncquery.application.port.TokenStoreContract;

class InMemoryTokenStoreTest extends TokenStoreContract {

  @Override
  protected TokenStore store() {
    return new InMemoryTokenStore();
  }

  @Override
  protected TokenStore elsewhere(TokenStore store) {
    return store;
  }
}
