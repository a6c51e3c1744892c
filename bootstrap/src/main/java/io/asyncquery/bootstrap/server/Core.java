package io.asyncquery.bootstrap.server;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.Policy;
import io.asyncquery.application.execution.QueryListener;
import io.asyncquery.application.execution.ThreadScheduler;
import io.asyncquery.application.port.QueryEngine;
import io.asyncquery.application.port.ResultStore;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.domain.QueryId;
import io.asyncquery.sql.ProjectDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.storage.DataFolder;
import io.asyncquery.storage.DataFolderException;
import io.asyncquery.storage.queries.SqliteQueryStore;
import io.asyncquery.storage.results.FileResultStore;
import io.asyncquery.storage.results.ResultEncoders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The application, running over its adapters, without a front end. */
public final class Core implements AutoCloseable {

  private final DataFolder folder;
  private final AsyncQueryApplication application;
  private final QueryEngine engine;
  private final WarmUp warmUp;
  private final Opened opened;

  private Core(
      DataFolder folder,
      AsyncQueryApplication application,
      QueryEngine engine,
      WarmUp warmUp,
      Opened opened) {
    this.folder = folder;
    this.application = application;
    this.engine = engine;
    this.warmUp = warmUp;
    this.opened = opened;
  }

  /**
   * Opens all that {@code configuration} names and starts the application on it.
   *
   * @param dataFolder the configuration's own, or another in its place
   * @param policy likewise; asked for once the data folder is this process's own
   * @throws StartException where the data folder cannot be used
   */
  public static Core open(
      Path dataFolder,
      Configuration configuration,
      Supplier<Policy> policy,
      QueryListener listener,
      Clock clock)
      throws StartException {
    Opened opened = new Opened();
    try {
      // Beside the stores, since it takes as long as they do.
      CompletableFuture<SqlQueryEngine> begun =
          LowPriority.begin(() ->
              SqlQueryEngine.open(configuration.definitions(), configuration.engine().settings()));
      opened.add(() -> {
        if (!begun.isCompletedExceptionally()) {
          LowPriority.await(begun).close();
        }
      });
      DataFolder folder = opened.add(DataFolder.open(dataFolder));
      SqliteQueryStore queries = opened.add(SqliteQueryStore.openOrBeginAnew(folder));
      ResultEncoders encoders = opened.add(new ResultEncoders());
      FileResultStore own =
          new FileResultStore(
              folder.results(),
              encoders,
              configuration.storage().limits(),
              configuration.storage().digest());
      ResultStore results =
          dataFolder.equals(configuration.storage().folder())
              ? Volumes.open(own, folder, encoders, configuration, queries, opened)
              : own;
      SqlQueryEngine engine = LowPriority.await(begun);
      // Closed before the engine, which it must have left by then.
      WarmUp warmUp = opened.add(new WarmUp(Runtime.getRuntime().availableProcessors()));
      AsyncQueryApplication application =
          new AsyncQueryApplication(
              warmUp.before(engine),
              results,
              queries,
              listener,
              clock,
              configuration.execution().settings(),
              policy.get(),
              new ThreadScheduler("timer"),
              new ThreadScheduler("upkeep"));
      application.start();
      opened.add(application::stop);
      return new Core(folder, application, engine, warmUp, opened);
    } catch (DataFolderException e) {
      opened.close();
      throw new StartException(e);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  public AsyncQueryApplication application() {
    return application;
  }

  public DataFolder folder() {
    return folder;
  }

  /** To be called once requests are answered: what would have delayed that is readied now. */
  void warmUp(ProjectDefinition project, WarmUp.Requests requests) {
    warmUp.begin(engine, project, requests);
  }

  /** Waits until that is done. */
  public void awaitWarmUp() throws InterruptedException {
    warmUp.await();
  }

  /** How much of a result has been written by now, in bytes; 0 before its start. */
  public long bytesWritten(QueryId id) {
    try {
      return Files.size(folder.partFile(id));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the application, then closes all else in reverse. */
  @Override
  public void close() {
    opened.close();
  }
}
