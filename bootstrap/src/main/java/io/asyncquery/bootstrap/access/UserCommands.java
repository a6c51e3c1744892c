package io.asyncquery.bootstrap.access;

import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.ConfigurationException;
import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.domain.ApiToken;
import io.asyncquery.domain.ProjectRole;
import io.asyncquery.rest.security.UserAccount;
import io.asyncquery.storage.tokens.SqliteTokenStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Users live in the configuration, which is the operator's to change: these commands print what to
 * write there, and never write it.
 */
@Command(
    name = "user",
    description = "Prints the lines of a user for the configuration, and lists users.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
public final class UserCommands {

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final TokenCommands tokens;

  public UserCommands(Terminal terminal, Map<String, String> environment, TokenCommands tokens) {
    this.tokens = tokens;
    this.terminal = terminal;
    this.environment = environment;
  }

  @Command(
      name = "add",
      description = "Asks for a password and prints the lines to put under [users].",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--administrator", description = "Everything, everywhere.")
          boolean administrator,
      @Option(
              names = "--grant",
              paramLabel = "PROJECT=ROLE",
              description = "query or admin; may be given several times.")
          @Nullable Map<String, ProjectRole> grants)
      throws UsageException, IOException {
    String hash = NewPassword.ask(terminal, name);
    try {
      var _ = new UserAccount(name, hash, administrator);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
    terminal.out().println("  " + quoted(name) + ":");
    terminal.out().println("    passwordHash: " + hash);
    if (administrator) {
      terminal.out().println("    administrator: true");
    }
    if (grants != null) {
      terminal.out().println("    grants:");
      grants.forEach((project, role) ->
          terminal
              .out()
              .println("      " + quoted(project) + ": " + role.name().toLowerCase(Locale.ROOT)));
    }
    terminal.err().println("Put these lines under [users] and restart the server");
    return 0;
  }

  @Command(
      name = "list",
      description = "Prints a line for each user: name, role, grants.",
      mixinStandardHelpOptions = true)
  int list(@Option(names = "--config", required = true, paramLabel = "FILE") Path config)
      throws ConfigurationException {
    ConfigurationFile.read(config, environment).accounts().stream()
        .sorted(Comparator.comparing(UserAccount::name))
        .forEach(account -> terminal.out().println(line(account)));
    return 0;
  }

  private static String line(UserAccount account) {
    String grants =
        account.grants().byProject().entrySet().stream()
            .map(grant -> grant.getKey() + "=" + grant.getValue().name().toLowerCase(Locale.ROOT))
            .sorted()
            .collect(Collectors.joining(","));
    return String.join(
        "\t",
        account.name(),
        account.administrator() ? "administrator" : "user",
        account.grants().elsewhere() ? grants + (grants.isEmpty() ? "" : ",") + "*=query" : grants);
  }

  @Command(
      name = "revoke",
      description = "Takes all tokens of a user back, at once, and says what else is to be done.",
      mixinStandardHelpOptions = true)
  int revoke(
      @Option(names = "--config", required = true, paramLabel = "FILE") Path config,
      @Parameters(paramLabel = "NAME") String name)
      throws ConfigurationException, IOException {
    Configuration configuration = ConfigurationFile.read(config, environment);
    try (SqliteTokenStore store = SqliteTokenStore.open(configuration.storage().folder())) {
      List<ApiToken> theirs =
          store.all().stream().filter(token -> token.user().equals(name)).toList();
      for (ApiToken token : theirs) {
        tokens.revoke(token, store, configuration);
      }
      terminal
          .err()
          .println("[%d] tokens of user [%s] open nothing any more".formatted(theirs.size(), name));
    }
    if (configuration.users().containsKey(name)) {
      terminal
          .err()
          .println(
              "The password does, until [users.%s] is taken out of [%s] and the server restarted"
                  .formatted(name, config));
    }
    return 0;
  }

  /** As YAML takes any text. */
  private static String quoted(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9_-]*")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
