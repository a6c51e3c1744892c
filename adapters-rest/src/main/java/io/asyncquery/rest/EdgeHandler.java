package io.asyncquery.rest;

import static java.lang.System.Logger.Level.ERROR;

import io.asyncquery.rest.edge.CrossOrigin;
import io.asyncquery.rest.message.Envelope;
import io.asyncquery.rest.resource.InFlight;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.UUID;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;
import org.glassfish.grizzly.http.util.FastHttpDateFormat;
import org.glassfish.grizzly.http.util.Header;

/** Stands before Jersey and answers what never reaches a resource. */
final class EdgeHandler extends HttpHandler {

  private static final System.Logger LOG = System.getLogger(EdgeHandler.class.getName());

  /** For browsers: nothing here is a page, a script, or to be shown within another page. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Referrer-Policy", "no-referrer");

  private final HttpHandler jersey;
  private final InFlight inFlight;
  private final CrossOrigin crossOrigin;

  EdgeHandler(HttpHandler jersey, InFlight inFlight, CrossOrigin crossOrigin) {
    this.crossOrigin = crossOrigin;
    this.jersey = jersey;
    this.inFlight = inFlight;
  }

  @Override
  public void start() {
    super.start();
    jersey.start();
  }

  @Override
  public void destroy() {
    jersey.destroy();
    super.destroy();
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    response.setHeader(Header.Date, FastHttpDateFormat.getCurrentDate());
    HEADERS.forEach(response::setHeader);
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    if (crossOrigin.answer(request, response)) {
      return;
    }
    inFlight.begin();
    try {
      jersey.service(request, response);
    } catch (RuntimeException e) {
      if (e.getCause() instanceof URISyntaxException) {
        refuse(response, 400, "The path, the query or the host is not part of a URI");
      } else {
        fault(response, e);
      }
    } finally {
      inFlight.end();
    }
  }

  private static void fault(Response response, RuntimeException fault) throws IOException {
    UUID errorId = UUID.randomUUID();
    LOG.log(ERROR, "Error [" + errorId + "] below the resources", fault);
    if (!response.isCommitted()) {
      refuse(response, 500, "Internal error [" + errorId + "]");
    }
  }

  private static void refuse(Response response, int status, String msg) throws IOException {
    byte[] envelope = Envelope.of(Envelope.FAILURE, Envelope.Data.NULL, msg);
    response.setStatus(status);
    response.setHeader(Header.CacheControl, "no-store");
    response.setContentType("application/json;charset=utf-8");
    response.setContentLength(envelope.length);
    response.getOutputStream().write(envelope);
  }
}
