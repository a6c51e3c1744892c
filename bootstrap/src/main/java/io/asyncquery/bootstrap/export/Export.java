package io.asyncquery.bootstrap.export;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.asyncquery.application.AsyncQueryApplication;
import io.asyncquery.application.FetchResult;
import io.asyncquery.application.SubmitQuery;
import io.asyncquery.application.execution.GrantPolicy;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.bootstrap.config.Configuration;
import io.asyncquery.bootstrap.server.Core;
import io.asyncquery.bootstrap.server.StartException;
import io.asyncquery.bootstrap.terminal.ProgressLine;
import io.asyncquery.bootstrap.terminal.Terminal;
import io.asyncquery.bootstrap.terminal.UsageException;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.Caller;
import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ProjectName;
import io.asyncquery.domain.QueryId;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultSummary;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Runs one query and writes its result to a file, which appears under its name when it is whole.
 * The server's data folder is left alone: a server may run on it.
 *
 * @param out replaced where it exists
 */
public record Export(QueryRequest request, Path out) {

  private static final Caller OPERATOR = new Caller("operator", true);

  private static final long SHOWN_EVERY_MILLIS = 100;

  /**
   * An export of all rows.
   *
   * @throws UsageException where the project or the SQL is empty
   */
  public static Export of(String project, String sql, ResultFormat format, Path out)
      throws UsageException {
    try {
      return new Export(
          new QueryRequest(
              sql,
              OptionalLong.empty(),
              OptionalLong.empty(),
              new ProjectName(project),
              OPERATOR.name(),
              format,
              FileName.RESULT),
          out);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e);
    }
  }

  /** The exit status: 0, or 1 where the query failed; the reason is printed. */
  public int run(Configuration configuration, Terminal terminal, Clock clock)
      throws StartException, IOException, InterruptedException {
    CompletableFuture<AsyncQuery.Finished> end = new CompletableFuture<>();
    try (ExitHook exit = new ExitHook();
        WorkFolder work = WorkFolder.beside(out);
        Core core =
            Core.open(
                work.resolve("data"),
                configuration,
                () -> configuration.policy().with(GrantPolicy.UNRESTRICTED),
                end::complete,
                clock)) {
      AsyncQueryApplication application = core.application();
      QueryId id = submit(application);
      exit.onExit(() -> application.stopQuery().stop(id, OPERATOR));
      return switch (await(end, () -> core.bytesWritten(id), terminal.progressLine())) {
        case AsyncQuery.Successful query -> {
          deliver(application, id, work);
          report(query.summary(), terminal);
          yield 0;
        }
        case AsyncQuery.Failed query -> {
          terminal.err().println(query.failure().message());
          yield 1;
        }
      };
    }
  }

  private QueryId submit(AsyncQueryApplication application) throws StartException {
    return switch (application.submitQuery().submit(request)) {
      case SubmitQuery.Accepted(var query) -> query.id();
      case SubmitQuery.NoSpace _ ->
          throw new StartException(
              "The disk of ["
                  + out
                  + "] has less free space than [storage.freeSpaceFloor]: free some, or lower"
                  + " that");
      case SubmitQuery.QueueFull _, SubmitQuery.CapReached _, SubmitQuery.Stopping _ ->
          throw new IllegalStateException("An application refused its first query");
    };
  }

  private static AsyncQuery.Finished await(
      CompletableFuture<AsyncQuery.Finished> end, LongSupplier bytesWritten, ProgressLine line)
      throws InterruptedException {
    while (true) {
      try {
        return end.get(SHOWN_EVERY_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        line.show(String.format(Locale.ROOT, "%,d bytes written", bytesWritten.getAsLong()));
      } catch (ExecutionException e) {
        throw new IllegalStateException("No query ends so", e);
      }
    }
  }

  private void deliver(AsyncQueryApplication application, QueryId id, WorkFolder work)
      throws IOException {
    if (!(application.fetchResult().fetch(id, OPERATOR)
        instanceof FetchResult.Ready(var _, ResultContent content))) {
      throw new IllegalStateException("A successful query has no result");
    }
    Path whole = work.resolve("result");
    try (content;
        FileChannel file = FileChannel.open(whole, CREATE_NEW, WRITE)) {
      long position = 0;
      while (position < content.size()) {
        position += content.channel().transferTo(position, content.size() - position, file);
      }
      file.force(true);
    }
    Files.move(whole, out, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  private void report(ResultSummary summary, Terminal terminal) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%,d rows, %,d bytes, in %s%s%n",
            summary.rows(),
            summary.bytes(),
            out,
            summary
                .truncation()
                .map(
                    limit -> "; truncated by the limit of " + limit.name().toLowerCase(Locale.ROOT))
                .orElse(""));
  }
}
