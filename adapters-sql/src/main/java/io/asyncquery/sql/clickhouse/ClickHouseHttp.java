package io.asyncquery.sql.clickhouse;

import io.asyncquery.sql.http.ResponseBytes;
import io.asyncquery.sql.http.Responses;
import io.asyncquery.sql.http.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Requests to one server, signed in where the settings say how. */
final class ClickHouseHttp {

  private static final int OK = 200;

  private final ClickHouseSettings settings;
  private final HttpClient client;

  /**
   * @throws IOException where the certificates to trust cannot be read
   */
  ClickHouseHttp(ClickHouseSettings settings) throws IOException {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.server().connectTimeout());
    if (settings.rootCertificates().isPresent()) {
      builder.sslContext(TrustedCertificates.of(settings.rootCertificates().get()));
    }
    this.client = builder.build();
  }

  /**
   * Sends a statement.
   *
   * @param queryId what the server is to call it
   * @param parameters settings and values of the statement beside those of every one
   * @param patience how long the server may send nothing
   */
  CompletableFuture<HttpResponse<InputStream>> post(
      String sql, String queryId, Map<String, String> parameters, Duration patience) {
    Map<String, String> all = new LinkedHashMap<>(QuerySettings.of(settings, sql));
    all.put("query_id", queryId);
    all.putAll(parameters);
    String query =
        all.entrySet().stream()
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    URI uri = URI.create(settings.address() + "/?" + query);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(patience)
            .header("User-Agent", "asyncquery")
            .header("Authorization", "Basic " + credentials())
            .POST(HttpRequest.BodyPublishers.ofString(sql))
            .build();
    return client.sendAsync(request, _ -> new ResponseBytes(patience));
  }

  /** The query ends soon after; what comes of it is of no interest. */
  void kill(String queryId) {
    var _ =
        post(
                "KILL QUERY WHERE query_id = {id:String} ASYNC",
                queryId + "-end",
                Map.of("param_id", queryId),
                settings.server().connectTimeout())
            .thenAccept(response -> Responses.abandon(response.body()));
  }

  /**
   * The response, once its head is there.
   *
   * @throws SQLException as the server says why it is none
   */
  static HttpResponse<InputStream> await(CompletableFuture<HttpResponse<InputStream>> sent)
      throws IOException, SQLException {
    HttpResponse<InputStream> response = Responses.await(sent);
    if (response.statusCode() != OK) {
      throw ServerException.of(response);
    }
    return response;
  }

  private String credentials() {
    String user = settings.server().user().orElse("default");
    String password = settings.server().password().map(secret -> secret.value()).orElse("");
    return Base64.getEncoder()
        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
