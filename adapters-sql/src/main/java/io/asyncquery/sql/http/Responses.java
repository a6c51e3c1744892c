package io.asyncquery.sql.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Responses that were asked for, and may never come. */
public final class Responses {

  private Responses() {}

  /**
   * The response, once its head is there; its body is still to be read.
   *
   * @throws IOException as a socket says why there is none
   */
  public static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> sent)
      throws IOException {
    try {
      return sent.join();
    } catch (CompletionException e) {
      throw unwrapped(e);
    } catch (CancellationException e) {
      throw new IOException("The request was cancelled", e);
    }
  }

  /** Gives up a request, or the response that has come; never waits. */
  public static void abandon(CompletableFuture<HttpResponse<InputStream>> sent) {
    var _ = sent.thenAccept(response -> abandon(response.body()));
    sent.cancel(true);
  }

  /** Gives up what is still to come of a body. */
  public static void abandon(InputStream body) {
    if (body instanceof ResponseBytes bytes) {
      bytes.close();
    }
  }

  private static IOException unwrapped(CompletionException thrown) {
    if (thrown.getCause() instanceof HttpTimeoutException timeout) {
      SocketTimeoutException silent = new SocketTimeoutException(timeout.getMessage());
      silent.initCause(timeout);
      return silent;
    }
    if (thrown.getCause() instanceof ConnectException refused
        && refused.getCause() instanceof UnresolvedAddressException) {
      UnknownHostException unknown = new UnknownHostException(refused.getMessage());
      unknown.initCause(refused);
      return unknown;
    }
    return thrown.getCause() instanceof IOException io ? io : new IOException(thrown.getCause());
  }
}
