package io.asyncquery.rest.resource;

import io.asyncquery.application.FetchResult;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.rest.RestSettings;
import io.asyncquery.rest.download.CompressionThreads;
import io.asyncquery.rest.download.Download;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.http.server.Response;

/** The result of one query: its bytes, and where they lie. */
@Path("/kylin/api/async_query/{id}")
public final class ResultResource {

  private static final List<Parameter> HEADER_PARAMETERS =
      List.of(
          Parameter.INCLUDE_HEADER,
          Parameter.INCLUDE_HEADER_OF_KYLIN,
          Parameter.INCLUDE_HEADER_OF_OLD_KYLIN);

  private final QueryFinder finder;
  private final FetchResult fetchResult;
  private final Provider<Response> response;
  private final RestSettings settings;
  private final InFlight inFlight;
  private final CompressionThreads compression;
  private final AuditLog audit;

  @Inject
  ResultResource(
      QueryFinder finder,
      FetchResult fetchResult,
      Provider<Response> response,
      RestSettings settings,
      InFlight inFlight,
      CompressionThreads compression,
      AuditLog audit) {
    this.audit = audit;
    this.finder = finder;
    this.fetchResult = fetchResult;
    this.response = response;
    this.settings = settings;
    this.inFlight = inFlight;
    this.compression = compression;
  }

  @GET
  @Path("result")
  public void result(
      @PathParam("id") String id, @Context Call call, @Suspended AsyncResponse answered) {
    download(id, call, answered);
  }

  /** The same under Kylin's name for it. */
  @GET
  @Path("result_download")
  public void resultDownload(
      @PathParam("id") String id, @Context Call call, @Suspended AsyncResponse answered) {
    download(id, call, answered);
  }

  @GET
  @Path("result_path")
  public jakarta.ws.rs.core.Response resultPath(@PathParam("id") String id, @Context Call call) {
    try (ResultContent content = fetch(finder.require(id, call), call).content()) {
      String path = content.path().toString();
      return Answer.success(json -> json.writeString(path));
    }
  }

  private void download(String id, Call call, AsyncResponse answered) {
    AsyncQuery query = finder.require(id, call);
    requireAgreement(call, query.request().format());
    Response grizzly = response.get();
    Download download = Download.begin(fetch(query, call), call.face(), compression, grizzly);
    giveUpOnStall(download, answered);
    inFlight.begin();
    Executor threads = threads(grizzly);
    String user = call.caller().name();
    String address = call.address();
    download
        .done()
        .whenComplete((whole, _) -> {
          tell(new AuditEvent.Downloaded(user, address, query, download.sent(), whole));
          end(grizzly, threads);
        });
  }

  /** Of answers without a byte of a result there is nothing to tell. */
  private void tell(AuditEvent.Downloaded event) {
    if (event.bytes() > 0) {
      audit.record(event);
    }
  }

  /**
   * Not by way of Jersey: it has nothing left to send, and passes over a client that is gone. And
   * not in the thread that sent the last byte: it may still be inside of this request, and what the
   * client sent next is begun at once.
   */
  private void end(Response grizzly, Executor threads) {
    try {
      threads.execute(() -> {
        try {
          grizzly.resume();
        } finally {
          inFlight.end();
        }
      });
    } catch (RejectedExecutionException e) {
      inFlight.end(); // The server has stopped.
    }
  }

  private static Executor threads(Response grizzly) {
    return grizzly.getRequest().getContext().getConnection().getTransport().getWorkerThreadPool();
  }

  private void giveUpOnStall(Download download, AsyncResponse answered) {
    long patience = settings.idleTimeout().toMillis();
    answered.setTimeoutHandler(waiting -> {
      if (download.goesOn()) {
        waiting.setTimeout(patience, TimeUnit.MILLISECONDS);
      }
    });
    answered.setTimeout(patience, TimeUnit.MILLISECONDS);
  }

  private FetchResult.Ready fetch(AsyncQuery query, Call call) {
    return switch (fetchResult.fetch(query.id(), call.caller())) {
      case FetchResult.Ready ready -> ready;
      case FetchResult.NotReady(AsyncQuery unsuccessful) ->
          throw Unsuccessful.refused(unsuccessful);
      case FetchResult.Missing _ -> throw QueryFinder.missing(query.id());
    };
  }

  /** Whether there is a header was decided when the query was submitted. */
  private static void requireAgreement(Call call, ResultFormat format) {
    boolean header =
        switch (format) {
          case ResultFormat.Csv(var dialect) -> dialect.header();
          case ResultFormat.Xlsx(boolean present) -> present;
          default -> false;
        };
    for (Parameter parameter : HEADER_PARAMETERS) {
      Optional<String> wish = call.parameter(parameter);
      if (wish.isPresent() && !wish.get().equals(String.valueOf(header))) {
        throw new RefusedException(
            Problem.BAD_PARAMETER,
            "[%s] must be [%s] or absent: the submission of the query decided it"
                .formatted(parameter.parameterName(), header));
      }
    }
  }
}
