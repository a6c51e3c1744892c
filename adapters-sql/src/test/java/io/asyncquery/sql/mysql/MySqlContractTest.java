package io.asyncquery.sql.mysql;

class MySqlContractTest extends MySqlContract {

  MySqlContractTest() throws Exception {
    super(MariaDbServer.start());
  }
}
