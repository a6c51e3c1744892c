package io.asyncquery.bootstrap.server;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.FederatedUsers;
import io.asyncquery.application.Policy;
import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.execution.ThreadScheduler;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.OidcSection;
import io.asyncquery.rest.oidc.ProviderTokens;
import io.asyncquery.rest.security.Authenticator;
import io.asyncquery.rest.security.BearerTokens;
import io.asyncquery.rest.security.FederatedSignIn;
import io.asyncquery.rest.security.SignIns;
import io.asyncquery.rest.security.UserAccount;
import io.asyncquery.storage.tokens.SqliteTokenStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Who may sign in, and whose queries run where. */
final class Access implements AutoCloseable {

  private final Configuration configuration;
  private final Clock clock;
  private Optional<SqliteTokenStore> store = Optional.empty();
  private Optional<FederatedUsers> federated = Optional.empty();
  private volatile AuditLog audit = event -> {};

  Access(Configuration configuration, Clock clock) {
    this.clock = clock;
    this.configuration = configuration;
  }

  /**
   * Opens what is kept of tokens and groups; the data folder is to be this process's own by now.
   *
   * @return the policy of the configuration, with the users of the provider
   */
  Policy open() {
    SqliteTokenStore opened = SqliteTokenStore.open(configuration.storage().folder());
    store = Optional.of(opened);
    federated =
        configuration
            .oidc()
            .map(section ->
                new FederatedUsers(section.roles(), opened, event -> audit.record(event), clock));
    Policy policy = configuration.policy();
    GrantPolicy configured = policy.grants();
    return federated
        .map(users ->
            policy.with(
                (submitter, project) ->
                    configured
                        .visible(submitter, project)
                        .or(() -> users.visible(submitter, project)),
                users))
        .orElse(policy);
  }

  /** What is told from now on goes there. To be called after {@link #open}, before a sign-in. */
  void tell(AuditLog log) {
    audit = log;
    GrantChanges.record(configuration, store.orElseThrow(), log);
  }

  /** To be called after {@link #open}. */
  PasswordCheck passwordCheck() {
    return new PasswordCheck(
        configuration.accounts(), store.orElseThrow(), new ThreadScheduler("passwords"));
  }

  /** To be called after {@link #open}. */
  SignIns signIns(BiPredicate<String, String> worthlessPasswords) {
    List<UserAccount> accounts = configuration.accounts();
    return new SignIns(
        new Authenticator(accounts, clock, worthlessPasswords),
        new BearerTokens(
            accounts,
            new ApiTokens(store.orElseThrow(), clock),
            federated.map(users -> new FederatedSignIn(provider(), users))));
  }

  /** The provider may be down now; it is asked again when a token comes. */
  private ProviderTokens provider() {
    ProviderTokens provider =
        new ProviderTokens(configuration.oidc().map(OidcSection::settings).orElseThrow(), clock);
    Thread.ofVirtual().name("provider").start(provider::prepare);
    return provider;
  }

  @Override
  public void close() {
    store.ifPresent(SqliteTokenStore::close);
  }
}
