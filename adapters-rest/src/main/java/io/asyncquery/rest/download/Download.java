package io.asyncquery.rest.download;

import static java.lang.System.Logger.Level.DEBUG;

import io.asyncquery.application.FetchResult;
import io.asyncquery.application.port.ResultContent;
import io.asyncquery.domain.QueryRequest;
import io.asyncquery.rest.face.Face;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.glassfish.grizzly.http.server.Response;
import org.jspecify.annotations.Nullable;

/** The answer to one request for a result. */
public final class Download {

  private static final System.Logger LOG = System.getLogger(Download.class.getName());

  private final Transmission transmission;
  private final CompletionStage<Void> done;
  private long lastSent;

  private Download(Transmission transmission, CompletionStage<Void> done) {
    this.transmission = transmission;
    this.done = done;
  }

  /**
   * Begins to answer, and closes the content of {@code result} when all of it is sent or the client
   * is gone.
   */
  public static Download begin(FetchResult.Ready result, Face face, Response response) {
    ResultContent content = result.content();
    try {
      QueryRequest request = result.query().request();
      ResultFile file =
          new ResultFile(
              result.query().summary(),
              face.contentType(request.format()),
              request.fileName() + "." + request.format().extension());
      Transmission transmission = new Transmission(content.channel(), response);
      // Grizzly's headers: Jersey does not find If-Range in a Turkish locale.
      Reply reply = file.reply(name -> Optional.ofNullable(response.getRequest().getHeader(name)));
      CompletableFuture<Void> sent = transmission.send(reply, response);
      return new Download(transmission, sent.handle(Download::log).thenRun(content::close));
    } catch (RuntimeException e) {
      content.close();
      throw e;
    }
  }

  /** Ends when nothing more is written, for whatever reason, and the content is closed. */
  public CompletionStage<Void> done() {
    return done;
  }

  /** Gives the client up where it has taken nothing since the last call; false if so. */
  public boolean goesOn() {
    long sent = transmission.sent();
    if (sent == lastSent) {
      transmission.abort();
      return false;
    }
    lastSent = sent;
    return true;
  }

  private static boolean log(@Nullable Void nothing, @Nullable Throwable failure) {
    if (failure != null) {
      LOG.log(DEBUG, "A client went away in the middle of a download", failure);
    }
    return failure == null;
  }
}
