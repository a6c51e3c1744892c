package io.asyncquery.rest.edge;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.glassfish.grizzly.http.Method;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/**
 * Lets pages of certain other origins call the API from a browser, and see its answers (CORS). They
 * bring credentials of their own in {@code Authorization}: a password that the browser remembers is
 * never let in, since no answer allows credentials.
 *
 * @param origins as browsers spell them
 */
public record CrossOrigin(Set<String> origins) {

  /** Pages of no other origin. */
  public static final CrossOrigin NONE = new CrossOrigin(Set.of());

  private static final String ORIGIN = "Origin";
  private static final String METHODS = "GET, HEAD, POST, DELETE";
  private static final String HEADERS =
      "Authorization, Content-Type, Accept, Range, If-Range, If-Match, If-None-Match,"
          + " If-Modified-Since, If-Unmodified-Since";
  private static final String EXPOSED =
      "Content-Disposition, Content-Length, Content-Range, Accept-Ranges, ETag, Retry-After,"
          + " WWW-Authenticate";

  /** How long a browser need not ask again, in seconds. */
  private static final String MAX_AGE = "600";

  public CrossOrigin {
    origins.forEach(CrossOrigin::requireOrigin);
    origins = Set.copyOf(origins);
  }

  private static void requireOrigin(String origin) {
    URI uri = URI.create(origin);
    String scheme = uri.getScheme();
    boolean sound =
        ("https".equals(scheme) || "http".equals(scheme))
            && uri.getHost() != null
            && origin.equals(origin.toLowerCase(Locale.ROOT))
            && origin.equals(
                scheme + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
            && uri.getPort() != (scheme.equals("https") ? 443 : 80);
    if (!sound) {
      throw new IllegalArgumentException(
          "["
              + origin
              + "] is no origin as browsers spell it, such as https://app.example.com or"
              + " http://localhost:3000: small letters, no path, no usual port, and no asterisk");
    }
  }

  /** Whether pages of that origin may call. */
  public boolean allows(String origin) {
    return origins.contains(origin);
  }

  /**
   * Says in {@code response} whether the page that asks may see it.
   *
   * @return whether all has been said: a browser asked before a call
   */
  public boolean answer(Request request, Response response) {
    if (origins.isEmpty()) {
      return false;
    }
    response.addHeader("Vary", ORIGIN);
    Optional<String> origin = Optional.ofNullable(request.getHeader(ORIGIN)).filter(this::allows);
    if (origin.isEmpty()) {
      return false;
    }
    response.setHeader("Access-Control-Allow-Origin", origin.get());
    if (!request.getMethod().equals(Method.OPTIONS)
        || request.getHeader("Access-Control-Request-Method") == null) {
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
      return false;
    }
    response.setStatus(204);
    response.setHeader("Access-Control-Allow-Methods", METHODS);
    response.setHeader("Access-Control-Allow-Headers", HEADERS);
    response.setHeader("Access-Control-Max-Age", MAX_AGE);
    return true;
  }
}
