package io.asyncquery.rest;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.AsyncQueryApplication.Settings;
import io.asyncquery.application.FederatedUsers;
import io.asyncquery.application.FederatedUsers.GroupRole;
import io.asyncquery.application.Policy;
import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.execution.ThreadScheduler;
import io.asyncquery.application.fake.Gate;
import io.asyncquery.application.fake.HookedQueryStore;
import io.asyncquery.application.fake.InMemoryAuditLog;
import io.asyncquery.application.fake.InMemoryGroupStore;
import io.asyncquery.application.fake.InMemoryQueryEngine;
import io.asyncquery.application.fake.InMemoryQueryStore;
import io.asyncquery.application.fake.InMemoryResultStore;
import io.asyncquery.application.fake.InMemoryTokenStore;
import io.asyncquery.application.testdata.FinishedQueries;
import io.asyncquery.application.testdata.RequestBuilder;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.SettableClock;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Grants;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.VisibleTables;
import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.edge.TrustedProxies;
import io.asyncquery.rest.oidc.OidcSettings;
import io.asyncquery.rest.oidc.ProviderTokens;
import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.BearerTokens;
import io.asyncquery.rest.security.FederatedSignIn;
import io.asyncquery.rest.security.PasswordHash;
import io.asyncquery.rest.security.SignIns;
import io.asyncquery.rest.security.UserAccount;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The real server before the real use cases over fakes. It knows the projects DEFAULT and ssb, the
 * administrator ADMIN with the password KYLIN, and users whose passwords are their names in lower
 * case: ANN and BEN may query every project, OWEN may query DEFAULT, PAM administers it, ELA may
 * query ssb, and EVE nothing.
 */
final class Service implements AutoCloseable {

  static final String TWO_ROWS = "select two rows";

  /** What {@link #TWO_ROWS} gives as CSV. */
  static final String TWO_ROWS_CSV = "0,text of row 0\n1,text of row 1\n";

  static final int MAX_BODY_BYTES = 10_000;

  /** More than one test sends, however slow the machine is. */
  private static final int QUEUE_LENGTH = 100;

  private static final Settings SETTINGS = new Settings(1, QUEUE_LENGTH, 3, Duration.ZERO);
  private static final List<UserAccount> ACCOUNTS =
      List.of(
          account("ADMIN", "KYLIN", true),
          account("ANN", "ann", false),
          account("BEN", "ben", false),
          account("OWEN", granted("DEFAULT", ProjectRole.QUERY)),
          account("PAM", granted("DEFAULT", ProjectRole.ADMIN)),
          account("ELA", granted("ssb", ProjectRole.QUERY)),
          account("EVE", Grants.NONE));

  private final FederatedUsers federated =
      new FederatedUsers(
          Map.of(
              "analysts", new GroupRole(false, granted("DEFAULT", ProjectRole.QUERY)),
              "operators", new GroupRole(true, Grants.NONE)),
          new InMemoryGroupStore(),
          event -> {},
          Clock.systemUTC());
  private final Policy policy =
      Policy.NONE.with(
          (submitter, project) ->
              submitter.startsWith(FederatedUsers.PREFIX)
                  ? federated.visible(submitter, project)
                  : ACCOUNTS.stream()
                      .filter(account -> account.name().equals(submitter))
                      .findFirst()
                      .map(account -> account.caller().visible(project))
                      .orElse(Optional.of(VisibleTables.ALL)),
          federated);

  final InMemoryQueryEngine engine =
      new InMemoryQueryEngine(ProjectName.DEFAULT, new ProjectName("ssb"))
          .serve(TWO_ROWS, Rows.numbered(2));
  final InMemoryResultStore results = new InMemoryResultStore();
  final HookedQueryStore queries = new HookedQueryStore(new InMemoryQueryStore());
  final FinishedQueries finished = new FinishedQueries();
  final SettableClock clock = new SettableClock();
  final InMemoryAuditLog audit = new InMemoryAuditLog();
  final ApiTokens tokens = new ApiTokens(new InMemoryTokenStore(), clock);
  final HttpClient http = HttpClient.newHttpClient();
  final AsyncQueryApplication application =
      new AsyncQueryApplication(
          engine,
          results,
          queries,
          finished,
          clock,
          SETTINGS,
          policy,
          new ThreadScheduler("timer"),
          new ThreadScheduler("upkeep"));
  private final Optional<ProviderTokens> provider;
  private final RestServer server;

  Service() {
    this(UnaryOperator.identity());
  }

  /** With use cases changed. */
  Service(UnaryOperator<UseCases> change) {
    this(change, Optional.empty(), CrossOrigin.NONE, TrustedProxies.NONE);
  }

  /** With the tokens of a provider. */
  Service(OidcSettings provider) {
    this(UnaryOperator.identity(), Optional.of(provider), CrossOrigin.NONE, TrustedProxies.NONE);
  }

  /** With pages of other origins, and proxies. */
  Service(CrossOrigin crossOrigin, TrustedProxies proxies) {
    this(UnaryOperator.identity(), Optional.empty(), crossOrigin, proxies);
  }

  private Service(
      UnaryOperator<UseCases> change,
      Optional<OidcSettings> provider,
      CrossOrigin crossOrigin,
      TrustedProxies proxies) {
    this.provider = provider.map(settings -> new ProviderTokens(settings, clock));
    application.start();
    server =
        RestServer.start(
            settings(crossOrigin, proxies),
            change.apply(UseCases.of(application)),
            signIns(),
            audit);
  }

  SignIns signIns() {
    return new SignIns(
        new Authenticator(ACCOUNTS, clock),
        new BearerTokens(
            ACCOUNTS, tokens, provider.map(theirs -> new FederatedSignIn(theirs, federated))));
  }

  private static RestSettings settings(CrossOrigin crossOrigin, TrustedProxies proxies) {
    return new RestSettings(
        "127.0.0.1",
        0,
        4,
        MAX_BODY_BYTES,
        8_192,
        Duration.ofSeconds(2),
        ZoneOffset.UTC,
        RestSettings.DEFAULT_MAX_CONNECTIONS,
        Optional.empty(),
        crossOrigin,
        proxies);
  }

  private static UserAccount account(String name, String password, boolean administrator) {
    return new UserAccount(name, hash(password), administrator);
  }

  private static UserAccount account(String name, Grants grants) {
    return new UserAccount(name, hash(name.toLowerCase(Locale.ROOT)), false, grants);
  }

  private static String hash(String password) {
    return PasswordHash.of(password, PasswordHash.MIN_COST);
  }

  private static Grants granted(String project, ProjectRole role) {
    return new Grants(Map.of(new ProjectName(project), role), false);
  }

  int port() {
    return server.port();
  }

  void rehearse(int requests, Cancellation cancellation) throws IOException {
    server.rehearse(requests, cancellation);
  }

  Client anonymous() {
    return Client.anonymous(http, port());
  }

  Client admin() {
    return anonymous().as("ADMIN", "KYLIN");
  }

  Client ann() {
    return user("ANN");
  }

  Client ben() {
    return user("BEN");
  }

  /** Anybody but the administrator. */
  Client user(String name) {
    return anonymous().as(name, name.toLowerCase(Locale.ROOT));
  }

  /** Submits behind the server's back. */
  QueryId submit(RequestBuilder request) {
    return submit(request.build());
  }

  private QueryId submit(QueryRequest request) {
    return assertInstanceOf(SubmitQuery.Accepted.class, application.submitQuery().submit(request))
        .query()
        .id();
  }

  /** Submits behind the server's back and waits for the end. */
  QueryId finish(RequestBuilder request) {
    QueryId id = submit(request);
    await(id);
    return id;
  }

  /** A query of ANN in DEFAULT that has given {@link #TWO_ROWS_CSV}. */
  QueryId successful() {
    return finish(RequestBuilder.request(TWO_ROWS).by("ANN"));
  }

  /** A query of ANN in DEFAULT that has failed: {@code This SQL is not known here}. */
  QueryId failed() {
    return finish(RequestBuilder.request("nonsense").by("ANN"));
  }

  /** A query of ANN in DEFAULT runs until the gate is opened; behind it, as many wait as may. */
  Gate fillQueue() throws Exception {
    Gate gate = engine.gate("select later", Rows.numbered(1));
    submit(RequestBuilder.request("select later").by("ANN"));
    gate.awaitArrival();
    for (int i = 0; i < QUEUE_LENGTH; i++) {
      submit(RequestBuilder.request(TWO_ROWS).by("ANN"));
    }
    return gate;
  }

  /** A query of ANN in DEFAULT that runs while {@code work} is done. */
  void whileRunning(Work work) throws Exception {
    Gate gate = engine.gate("select later", Rows.numbered(2));
    QueryId id = submit(RequestBuilder.request("select later").by("ANN"));
    gate.awaitArrival();
    try {
      work.with(id);
    } finally {
      gate.open();
      await(id);
    }
  }

  /** What is done with a query. */
  interface Work {
    void with(QueryId id) throws Exception;
  }

  AsyncQuery.Finished await(QueryId id) {
    try {
      return finished.await(id);
    } catch (Exception e) {
      throw new AssertionError("Query [" + id + "] did not end", e);
    }
  }

  /** What was recorded of the query that an answer names. */
  QueryRequest recorded(Answer answer, String idField) {
    QueryId id = QueryId.parse(answer.field(idField)).orElseThrow();
    return queries.find(id).orElseThrow().request();
  }

  void stop(Duration grace) throws InterruptedException {
    server.stop(grace);
  }

  @Override
  public void close() {
    http.close();
    try {
      stop(Duration.ofSeconds(5));
      application.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
