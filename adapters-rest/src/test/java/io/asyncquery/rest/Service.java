package io.asyncquery.rest;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.InMemoryQueryEngine;
import io.asyncquery.application.fake.InMemoryQueryStore;
import io.asyncquery.application.fake.InMemoryResultStore;
import io.asyncquery.application.testdata.FinishedQueries;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.PasswordHash;
import io.asyncquery.rest.security.UserAccount;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/**
 * The real server before the real use cases over fakes. It knows the projects DEFAULT and ssb, the
 * administrator ADMIN with the password KYLIN, and the users ANN and BEN whose passwords are their
 * names in lower case.
 */
final class Service implements AutoCloseable {

  /** Two rows: {@code 0,text of row 0} and {@code 1,text of row 1}. */
  static final String TWO_ROWS = "select two rows";

  private static final Settings SETTINGS = new Settings(2, 4, 3, Duration.ZERO);
  private static final List<UserAccount> ACCOUNTS =
      List.of(
          account("ADMIN", "KYLIN", true), account("ANN", "ann", false), account("BEN", "ben", false));

  final InMemoryQueryEngine engine =
      new InMemoryQueryEngine(ProjectName.DEFAULT, new ProjectName("ssb"));
  final InMemoryResultStore results = new InMemoryResultStore();
  final HookedQueryStore queries = new HookedQueryStore(new InMemoryQueryStore());
  final FinishedQueries finished = new FinishedQueries();
  final SettableClock clock = new SettableClock();
  final HttpClient http = HttpClient.newHttpClient();
  final AsyncQueryApplication application;
  private final RestServer server;

  Service() {
    application =
        new AsyncQueryApplication(engine, results, queries, finished, clock, SETTINGS);
    application.start();
    engine.serve(TWO_ROWS, Rows.numbered(2));
    server =
        RestServer.start(
            RestSettings.onLoopback(0),
            UseCases.of(application),
            new Authenticator(ACCOUNTS, clock));
  }

  private static UserAccount account(String name, String password, boolean administrator) {
    return new UserAccount(
        name, PasswordHash.of(password, PasswordHash.MIN_COST), administrator);
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    http.close();
    try {
      server.stop(Duration.ofSeconds(5));
      application.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
