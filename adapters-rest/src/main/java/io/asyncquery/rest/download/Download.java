package io.asyncquery.rest.download;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.FetchResult;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.rest.face.Face;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** The answer to one request for a result. */
public final class Download {

  private static final System.Logger LOG = System.getLogger(Download.class.getName());

  private final Transmission transmission;
  private final CompletableFuture<Boolean> done;
  private long lastSent;

  private Download(Transmission transmission, CompletableFuture<Boolean> done) {
    this.transmission = transmission;
    this.done = done;
  }

  /**
   * Begins to answer, and closes the content of {@code result} when all of it is sent or the client
   * is gone.
   *
   * @param compression where pieces of files are compressed
   */
  public static Download begin(
      FetchResult.Ready result, Face face, Executor compression, Response response) {
    ResultContent content = result.content();
    try {
      Request request = response.getRequest();
      Transmission transmission =
          new Transmission(
              content.channel(), result.query().summary().bytes(), compression, response);
      // Grizzly's headers: Jersey does not find If-Range in a Turkish locale.
      Reply reply =
          file(result.query(), face, request)
              .reply(name -> Optional.ofNullable(request.getHeader(name)));
      CompletableFuture<Boolean> done =
          transmission
              .send(reply, response)
              .handle((_, failure) -> end(transmission, failure))
              .thenApply(whole -> {
                content.close();
                return whole;
              });
      return new Download(transmission, done);
    } catch (RuntimeException e) {
      content.close();
      throw e;
    }
  }

  private static ResultFile file(AsyncQuery.Successful query, Face face, Request request) {
    ResultFormat format = query.request().format();
    return new ResultFile(
        query.summary(),
        face.contentType(format),
        query.request().fileName() + "." + format.extension(),
        Negotiation.coding(request, format, query.summary().bytes()));
  }

  /**
   * Ends when nothing more is written, for whatever reason, and the content is closed; with whether
   * all was written.
   */
  public CompletionStage<Boolean> done() {
    return done;
  }

  /** Bytes of the body that the client's side has taken so far. */
  public long sent() {
    return transmission.sent();
  }

  /** Gives the client up where it has taken nothing since the last call; false if so. */
  public boolean goesOn() {
    if (done.isDone()) {
      return false;
    }
    long sent = transmission.sent();
    if (sent == lastSent) {
      transmission.abort();
      return false;
    }
    lastSent = sent;
    return true;
  }

  private static boolean end(Transmission transmission, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.log(DEBUG, "A download broke off", failure);
      // What is missing must not be taken for the end.
      transmission.abort();
    }
    return failure == null;
  }
}
