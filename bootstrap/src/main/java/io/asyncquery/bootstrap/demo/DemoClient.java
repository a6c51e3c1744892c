package io.asyncquery.bootstrap.demo;

import io.asyncquery.bootstrap.server.DefaultPasswords;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Speaks to a server as curl does, and can say what curl would have been told. */
final class DemoClient implements AutoCloseable {

  private static final String CREDENTIALS =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (DefaultPasswords.USER + ":" + DefaultPasswords.PASSWORD)
                      .getBytes(StandardCharsets.UTF_8));

  private final URI address;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  DemoClient(URI address) {
    this.address = address;
  }

  /**
   * A call of the API.
   *
   * @param path after the address, beginning with a slash
   */
  record Call(String method, String path, Optional<String> body) {

    static Call get(String path) {
      return new Call("GET", path, Optional.empty());
    }

    static Call post(String path, String body) {
      return new Call("POST", path, Optional.of(body));
    }
  }

  /** The same call as a command line. */
  String curl(Call call) {
    return "curl -X %s -H \"Authorization: %s\" -H \"Content-Type: application/json\"%s %s%s"
        .formatted(
            call.method(),
            CREDENTIALS,
            call.body().map(" -d '%s'"::formatted).orElse(""),
            address,
            call.path());
  }

  <T> HttpResponse<T> send(Call call, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(address + call.path()))
            .header("Authorization", CREDENTIALS)
            .header("Content-Type", "application/json")
            .method(
                call.method(),
                call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody))
            .build(),
        handler);
  }

  @Override
  public void close() {
    http.close();
  }
}
