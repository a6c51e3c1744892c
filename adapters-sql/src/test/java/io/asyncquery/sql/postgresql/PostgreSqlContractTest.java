package io.asyncquery.sql.postgresql;

import java.io.IOException;

class PostgreSqlContractTest extends PostgreSqlContract {

  PostgreSqlContractTest() throws IOException {
    super(PostgreSqlServer.start());
  }
}
