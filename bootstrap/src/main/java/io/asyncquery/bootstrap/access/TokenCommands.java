package io.asyncquery.bootstrap.access;

import io.asyncquery.application.ApiTokens;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.ConfigurationException;
import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.TokenScope;
import io.asyncquery.storage.audit.AuditFile;
import io.asyncquery.storage.tokens.SqliteTokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives out tokens and takes them back. A server that runs heeds it at once. */
@Command(
    name = "token",
    description = "Gives out API tokens, lists them and takes them back.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class TokenCommands {

  private static final String COMMAND = "command";

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Clock clock;

  public TokenCommands(Terminal terminal, Map<String, String> environment, Clock clock) {
    this.terminal = terminal;
    this.environment = environment;
    this.clock = clock;
  }

  @Command(
      name = "add",
      description = "Makes a token for a user and prints it, this once.",
      mixinStandardHelpOptions = true)
  int add(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Option(
              names = "--user",
              required = true,
              paramLabel = "U",
              description = "Whose rights it has.")
          String user,
      @Option(
              names = "--label",
              defaultValue = "",
              paramLabel = "TEXT",
              description = "What to call it in the list.")
          String label,
      @Option(
              names = "--days",
              defaultValue = "90",
              paramLabel = "N",
              description = "How long it opens anything. Default: ${DEFAULT-VALUE}.")
          int days,
      @Option(
              names = "--scope",
              defaultValue = "query",
              paramLabel = "SCOPE",
              description = "query, or read: status and results alone. Default: ${DEFAULT-VALUE}.")
          TokenScope scope,
      @Option(
              names = "--project",
              paramLabel = "P",
              description = "The only project it is for; may be given several times.")
          @Nullable List<String> projects)
      throws ConfigurationException, UsageException, IOException {
    Configuration configuration = ConfigurationFile.read(config, environment);
    requireKnown("user", user, configuration.users().keySet());
    Optional<List<String>> only = Optional.ofNullable(projects);
    for (String project : only.orElseGet(List::of)) {
      requireKnown("project", project, configuration.projects().keySet());
    }
    if (days < 1) {
      throw new UsageException("--days must be 1 or more, not [" + days + "]");
    }
    try (SqliteTokenStore store = SqliteTokenStore.open(configuration.storage().folder())) {
      ApiTokens.Issued issued =
          new ApiTokens(store, clock)
              .issue(
                  new ApiTokens.Wish(
                      user, label, scope, only.map(TokenCommands::names), Duration.ofDays(days)));
      record(new AuditEvent.TokenAdded(operator(), COMMAND, issued.token()), configuration);
      terminal.out().println(issued.secret());
      terminal
          .err()
          .println(
              "Token [%s] of user [%s] until %s: it cannot be shown again"
                  .formatted(issued.token().id(), user, issued.token().expiresAt()));
    }
    return 0;
  }

  @Command(
      name = "list",
      description = "Prints a line for each token: id, user, scope, projects, end, label.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--config", required = true, paramLabel = "FILE") Path config)
      throws ConfigurationException {
    Configuration configuration = ConfigurationFile.read(config, environment);
    try (SqliteTokenStore store = SqliteTokenStore.open(configuration.storage().folder())) {
      store.all().forEach(token -> terminal.out().println(line(token)));
    }
    return 0;
  }

  private String line(ApiToken token) {
    return String.join(
        "\t",
        token.id(),
        token.user(),
        token.scope().name().toLowerCase(Locale.ROOT),
        token
            .projects()
            .map(names ->
                names.stream().map(ProjectName::value).sorted().collect(Collectors.joining(",")))
            .orElse("*"),
        token.isExpired(clock.instant()) ? "expired" : token.expiresAt().toString(),
        token.label());
  }

  @Command(
      name = "revoke",
      description = "Takes a token back, at once.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Parameters(paramLabel = "ID", description = "As the list tells it.") String id)
      throws ConfigurationException, UsageException, IOException {
    Configuration configuration = ConfigurationFile.read(config, environment);
    try (SqliteTokenStore store = SqliteTokenStore.open(configuration.storage().folder())) {
      ApiToken revoked =
          new ApiTokens(store, clock)
              .revoke(id)
              .orElseThrow(() -> new UsageException("There is no token [" + id + "]"));
      record(revoked, configuration);
      terminal
          .err()
          .println("Token [%s] of user [%s] opens nothing any more".formatted(id, revoked.user()));
    }
    return 0;
  }

  /** One of a user who is sent away. */
  void revoke(ApiToken token, SqliteTokenStore store, Configuration configuration)
      throws IOException {
    store.revoke(token.id());
    record(token, configuration);
  }

  private void record(ApiToken revoked, Configuration configuration) throws IOException {
    record(new AuditEvent.TokenRevoked(operator(), COMMAND, revoked), configuration);
  }

  private void record(AuditEvent event, Configuration configuration) throws IOException {
    AuditFile.add(configuration.storage().folder(), event, clock);
  }

  /** Whom the operating system says that the command is run by. */
  private static String operator() {
    return System.getProperty("user.name", "");
  }

  private static Set<ProjectName> names(List<String> projects) {
    return projects.stream().map(ProjectName::new).collect(Collectors.toSet());
  }

  private static void requireKnown(String what, String name, Set<String> known)
      throws UsageException {
    if (!known.contains(name)) {
      throw new UsageException(
          "The configuration has no %s [%s]; it has %s"
              .formatted(what, name, known.stream().sorted().collect(Collectors.joining(", "))));
    }
  }
}
