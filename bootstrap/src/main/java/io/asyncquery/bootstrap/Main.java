package io.asyncquery.bootstrap;

import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.application.port.StoreException;
import io.asyncquery.bootstrap.access.NewPassword;
import io.asyncquery.bootstrap.access.TokenCommands;
import io.asyncquery.bootstrap.access.UserCommands;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.config.ConfigurationException;
import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.config.LogLevel;
import io.asyncquery.bootstrap.demo.Demo;
import io.asyncquery.bootstrap.explain.Explain;
import io.asyncquery.bootstrap.export.Export;
import io.asyncquery.bootstrap.export.ExportFormat;
import io.asyncquery.bootstrap.log.Logging;
import io.asyncquery.bootstrap.server.DefaultPasswords;
import io.asyncquery.bootstrap.server.Server;
import io.asyncquery.bootstrap.server.StartException;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands. They end with 0, with 1 for a failure, or with 2 where they were used wrongly. */
@Command(
    name = "asyncquery",
    description = "Runs SQL asynchronously and hands the result out as a file.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true)
public final class Main {

  private static final int FAILED = CommandLine.ExitCode.SOFTWARE;
  private static final int WRONGLY_USED = CommandLine.ExitCode.USAGE;

  private final Terminal terminal;
  private final Map<String, String> environment;
  private final Clock clock = Clock.systemUTC();

  Main(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    // Jersey and Grizzly compare names of headers in the default locale, where a Turkish i is
    // another.
    Locale.setDefault(Locale.ROOT);
    Logging.start(LogLevel.INFO);
    System.exit(new Main(Terminal.ofProcess(), System.getenv()).execute(arguments));
  }

  /** Runs the command that {@code arguments} spell; returns its exit status. */
  int execute(String... arguments) {
    TokenCommands tokens = new TokenCommands(terminal, environment, clock);
    return new CommandLine(this)
        .addSubcommand(tokens)
        .addSubcommand(new UserCommands(terminal, environment, tokens))
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((fault, _, _) -> tell(fault))
        .execute(arguments);
  }

  @Command(
      name = "demo",
      description = "Makes sample data, serves it on this machine, and sends it a query.",
      mixinStandardHelpOptions = true)
  int demo(
      @Option(names = "--once", description = "End after the query.") boolean once,
      @Option(
              names = "--port",
              defaultValue = "7070",
              paramLabel = "N",
              description = "The port to serve on; 0 takes a free one. Default: ${DEFAULT-VALUE}.")
          int port,
      @Option(
              names = "--data",
              defaultValue = "${sys:asyncquery.demo.folder:-target/demo}",
              paramLabel = "DIR",
              description = "The folder for all that is made. Default: ${DEFAULT-VALUE}.")
          Path data,
      @Option(
              names = "--scale",
              defaultValue = "0.1",
              paramLabel = "F",
              description =
                  "The size of the sample: 1 has 6 million order lines. Default: ${DEFAULT-VALUE}.")
          double scale)
      throws ConfigurationException, StartException, UsageException, InterruptedException {
    return new Demo(once, port, data, scale).run(terminal, clock);
  }

  @Command(
      name = "serve",
      description = "Serves the projects of a configuration over HTTP until it is told to stop.",
      mixinStandardHelpOptions = true)
  int serve(
      @Option(
              names = "--config",
              required = true,
              paramLabel = "FILE",
              description = "See docs/configuration.md.")
          Path config)
      throws ConfigurationException, StartException, InterruptedException {
    Configuration configuration = ConfigurationFile.read(config, environment);
    Logging.start(configuration.logging().level(), configuration.logging().sql());
    Optional<String> weakness = DefaultPasswords.find(configuration.accounts(), clock);
    if (weakness.isPresent()) {
      terminal.err().println(weakness.get());
      return WRONGLY_USED;
    }
    Server server = Server.start(configuration, clock);
    server.closeOnExit();
    terminal
        .out()
        .printf("Ready at %s, %d ms after the start%n", server.address(), uptime().toMillis());
    String fault = server.awaitFault();
    server.close();
    terminal.err().println(fault);
    return WRONGLY_USED;
  }

  @Command(
      name = "export",
      description = "Runs one query and writes its result to a file, without a server.",
      mixinStandardHelpOptions = true)
  int export(
      @Mixin QueryOptions query,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Replaced where it exists, as soon as the result is whole.")
          Path out,
      @Option(
              names = "--format",
              defaultValue = "csv",
              paramLabel = "FORMAT",
              description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
          ExportFormat format,
      @Option(names = "--header", description = "The column names first; for csv and xlsx.")
          boolean header)
      throws ConfigurationException,
          StartException,
          UsageException,
          IOException,
          InterruptedException {
    Configuration configuration = ConfigurationFile.read(query.config, environment);
    Logging.start(LogLevel.WARNING);
    return Export.of(query.project, query.sql, format.withHeader(header), out)
        .run(configuration, terminal, clock);
  }

  @Command(
      name = "explain",
      description = "Tells which source would run which SQL for a query, and does not run it.",
      mixinStandardHelpOptions = true)
  int explain(@Mixin QueryOptions query) throws ConfigurationException, UsageException {
    Configuration configuration = ConfigurationFile.read(query.config, environment);
    Logging.start(LogLevel.WARNING);
    return Explain.of(query.project, query.sql).run(configuration, terminal);
  }

  @Command(
      name = "hash-password",
      description = "Asks for a password and prints its hash for the configuration.",
      mixinStandardHelpOptions = true)
  int hashPassword() throws UsageException, IOException {
    terminal.out().println(NewPassword.ask(terminal, ""));
    return 0;
  }

  private int tell(Exception fault) {
    return switch (fault) {
      case StartException refused -> tell(refused, FAILED);
      case ConfigurationException wrong -> tell(wrong, WRONGLY_USED);
      case UsageException wrong -> tell(wrong, WRONGLY_USED);
      case StoreException broken -> tell(broken, FAILED);
      default -> {
        System.getLogger(Main.class.getName()).log(ERROR, "The command broke", fault);
        yield FAILED;
      }
    };
  }

  private int tell(Exception sentence, int status) {
    terminal.err().println(sentence.getMessage());
    return status;
  }

  private Duration uptime() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, clock.instant()))
        .orElse(Duration.ZERO);
  }
}
