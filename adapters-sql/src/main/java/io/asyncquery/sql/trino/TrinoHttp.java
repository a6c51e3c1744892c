package io.asyncquery.sql.trino;

import io.asyncquery.sql.http.ResponseBytes;
import io.asyncquery.sql.http.Responses;
import io.asyncquery.sql.http.TrustedCertificates;
import io.asyncquery.sql.server.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Requests to one cluster, signed in where the settings say how. Nothing but the coordinator is
 * sent what signs in.
 */
final class TrinoHttp {

  private static final int OK = 200;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

  private final TrinoSettings settings;
  private final HttpClient coordinator;
  private final HttpClient storage;

  /**
   * @throws IOException where the certificates to trust cannot be read
   */
  TrinoHttp(TrinoSettings settings) throws IOException {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.server().connectTimeout());
    this.storage = builder.build();
    if (settings.rootCertificates().isPresent()) {
      builder.sslContext(TrustedCertificates.of(settings.rootCertificates().get()));
    }
    this.coordinator = builder.build();
  }

  /** A response, whose body is still to be read. */
  record Response(HttpResponse<InputStream> http) {
    Optional<String> header(String name) {
      return http.headers().firstValue(name);
    }
  }

  /** Sends a statement, with what it needs of a session. */
  CompletableFuture<HttpResponse<InputStream>> post(String sql, Map<String, List<String>> headers) {
    HttpRequest.Builder request =
        request(settings.address().resolve("/v1/statement"))
            .POST(HttpRequest.BodyPublishers.ofString(sql));
    session().forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return send(coordinator, request.build());
  }

  /** Asks for what the coordinator has said is there. */
  CompletableFuture<HttpResponse<InputStream>> get(URI uri) {
    return send(coordinator, request(uri).GET().build());
  }

  /** Gets a part of a result from wherever the coordinator has said that it lies. */
  CompletableFuture<HttpResponse<InputStream>> getSegment(
      URI uri, Map<String, List<String>> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(readTimeout());
    headers.forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    return send(isCoordinator(uri) ? coordinator : storage, request.build());
  }

  /** Tells that nobody waits any more; what comes of it is of no interest. */
  void delete(URI uri) {
    HttpRequest request = request(uri).timeout(settings.server().connectTimeout()).DELETE().build();
    var _ = coordinator.sendAsync(request, HttpResponse.BodyHandlers.discarding());
  }

  /**
   * How parts of a result may be written that do not come from the coordinator, the best first: on
   * this machine compression costs more than it saves. None where all rows are to come from it.
   */
  List<String> encodings() {
    if (!settings.spooled()) {
      return List.of();
    }
    boolean near = LOOPBACK.contains(settings.host());
    return List.of(near ? "json,json+zstd" : "json+zstd,json");
  }

  Duration readTimeout() {
    return settings.server().readTimeout();
  }

  private boolean isCoordinator(URI uri) {
    URI own = settings.address();
    return own.getScheme().equals(uri.getScheme())
        && own.getHost().equalsIgnoreCase(uri.getHost())
        && own.getPort() == uri.getPort();
  }

  private HttpRequest.Builder request(URI uri) {
    if (!isCoordinator(uri)) {
      throw new IllegalArgumentException("The cluster names an address that is not its own");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(readTimeout())
            .header("X-Trino-User", user())
            .header("User-Agent", "asyncquery");
    authorization().ifPresent(value -> request.header("Authorization", value));
    return request;
  }

  private Optional<String> authorization() {
    Optional<String> password =
        settings.server().password().map(secret -> "Basic " + base64(user(), secret));
    return settings.token().map(secret -> "Bearer " + secret.value()).or(() -> password);
  }

  private static String base64(String user, Secret password) {
    byte[] both = (user + ":" + password.value()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(both);
  }

  private String user() {
    return settings.server().user().orElse("asyncquery");
  }

  private Map<String, List<String>> session() {
    List<String> properties =
        new ArrayList<>(
            settings.sessionProperties().entrySet().stream()
                .map(property -> property.getKey() + "=" + encoded(property.getValue()))
                .toList());
    settings
        .server()
        .statementTimeout()
        .ifPresent(most -> properties.add("query_max_run_time=" + most.toMillis() + "ms"));
    return Map.of(
        "X-Trino-Source", List.of("asyncquery"),
        "X-Trino-Catalog", List.of(encoded(settings.catalog())),
        "X-Trino-Schema", List.of(encoded(settings.schema())),
        "X-Trino-Time-Zone", List.of(ZoneId.systemDefault().getId()),
        "X-Trino-Client-Capabilities", List.of("PARAMETRIC_DATETIME"),
        "X-Trino-Session", properties);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private CompletableFuture<HttpResponse<InputStream>> send(
      HttpClient client, HttpRequest request) {
    return client.sendAsync(request, _ -> new ResponseBytes(readTimeout()));
  }

  /**
   * The response, once its head is there.
   *
   * @throws HttpStatusException where it is another than 200
   */
  static Response await(CompletableFuture<HttpResponse<InputStream>> sent) throws IOException {
    HttpResponse<InputStream> response = Responses.await(sent);
    if (response.statusCode() != OK) {
      response.body().close();
      throw new HttpStatusException(response.statusCode());
    }
    return new Response(response);
  }

  /** An answer of HTTP that is none of the protocol's. */
  static final class HttpStatusException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    HttpStatusException(int status) {
      super("HTTP status [" + status + "]");
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
