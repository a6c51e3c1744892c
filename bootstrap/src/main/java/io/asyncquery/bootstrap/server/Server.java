package io.asyncquery.bootstrap.server;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import io.asyncquery.application.execution.ThreadScheduler;
import io.asyncquery.application.port.StoreException;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.rest.RestServer;
import io.asyncquery.rest.UseCases;
import io.asyncquery.rest.security.GuessablePasswords;
import io.asyncquery.storage.audit.AuditFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;

/** The application behind its HTTP front end. */
public final class Server implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Server.class.getName());

  /** What a stop may take beyond the grace: interrupting queries and closing the stores. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Core core;
  private final Opened opened;
  private final RestServer rest;
  private final String scheme;
  private final Duration grace;
  private final CompletableFuture<String> fault;
  private boolean closed;

  private Server(
      Core core,
      Opened opened,
      RestServer rest,
      String scheme,
      Duration grace,
      CompletableFuture<String> fault) {
    this.fault = fault;
    this.scheme = scheme;
    this.core = core;
    this.opened = opened;
    this.rest = rest;
    this.grace = grace;
  }

  /**
   * Returns once requests are answered. Nobody signs in with a password that everybody guesses.
   *
   * @throws StartException where the data folder or the port cannot be used
   */
  public static Server start(Configuration configuration, Clock clock) throws StartException {
    return start(configuration, clock, GuessablePasswords::contain, true);
  }

  /** The same for the demo, whose password the world knows. */
  public static Server startDemo(Configuration configuration, Clock clock) throws StartException {
    return start(configuration, clock, (_, _) -> false, false);
  }

  private static Server start(
      Configuration configuration,
      Clock clock,
      BiPredicate<String, String> worthlessPasswords,
      boolean checksPasswords)
      throws StartException {
    tellWhoHasNoProject(configuration);
    Opened opened = new Opened();
    try {
      Access access = opened.add(new Access(configuration, clock));
      Core core =
          opened.add(
              Core.open(
                  configuration.storage().folder(),
                  configuration,
                  access::open,
                  new FinishedQueryLog(configuration.logging().sql()),
                  clock));
      PasswordCheck passwords = opened.add(access.passwordCheck());
      if (checksPasswords) {
        passwords.requireNoneFound();
      }
      AuditFile audit = opened.add(audit(core, configuration, clock));
      access.tell(audit);
      RestServer rest =
          RestServer.start(
              configuration.server().settings(),
              UseCases.of(core.application()),
              access.signIns(worthlessPasswords),
              audit);
      CompletableFuture<String> fault = new CompletableFuture<>();
      if (checksPasswords) {
        passwords.begin(fault);
      }
      configuration.definitions().stream()
          .findFirst()
          .ifPresent(project -> core.warmUp(project, rest::rehearse));
      String scheme = configuration.server().tls().isPresent() ? "https" : "http";
      return new Server(
          core, opened, rest, scheme, configuration.execution().shutdownGrace(), fault);
    } catch (UncheckedIOException | StoreException e) {
      opened.close();
      throw new StartException(e);
    } catch (IOException e) {
      opened.close();
      throw new StartException("The audit log cannot be written: " + e);
    } catch (StartException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static AuditFile audit(Core core, Configuration configuration, Clock clock)
      throws IOException {
    return AuditFile.open(
        core.folder(), configuration.audit().settings(), clock, new ThreadScheduler("audit"));
  }

  /**
   * Waits for something to be found for which the server has to stop: what the operator is told.
   */
  public String awaitFault() throws InterruptedException {
    try {
      return fault.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void tellWhoHasNoProject(Configuration configuration) {
    configuration.accounts().stream()
        .filter(account -> !account.administrator() && account.grants().isNone())
        .forEach(account ->
            LOG.log(
                WARNING,
                "User [{0}] has no [grants] and can use no project: see docs/security.md",
                account.name()));
  }

  /** Waits until what the first query needs is loaded and compiled, or a query has come. */
  public void awaitWarmUp() throws InterruptedException {
    core.awaitWarmUp();
  }

  /** Where this machine reaches the server. */
  public URI address() {
    return URI.create(scheme + "://localhost:" + rest.port() + "/kylin/api");
  }

  /** Lets the process end only after this server, or when that takes too long. */
  public void closeOnExit() {
    Thread closing = Thread.ofPlatform().name("stop").daemon().unstarted(this::close);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  closing.start();
                  await(closing);
                }));
  }

  /**
   * Takes no more queries, lets those in work end while their states can still be asked for, then
   * lets downloads end, both within the grace; then closes all else. A second call waits for the
   * first.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    LOG.log(INFO, "Stopping");
    long deadline = System.nanoTime() + grace.toNanos();
    try {
      core.application().stop();
      rest.stop(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      opened.close();
    }
    LOG.log(INFO, "Stopped");
  }

  private void await(Thread closing) {
    try {
      if (!closing.join(grace.plus(MARGIN))) {
        LOG.log(ERROR, "Not stopped within [{0}]: ending all the same", grace.plus(MARGIN));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
