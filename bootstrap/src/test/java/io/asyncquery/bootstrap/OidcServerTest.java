package io.asyncquery.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server beside a provider of tokens, which here is two documents and a key. */
class OidcServerTest {

  private static final String NOWHERE = "43eeb967-e76a-4214-8932-70594d454013";

  @TempDir Path folder;

  private final KeyPair keys = newKeys();
  private HttpServer provider;

  @BeforeEach
  void startProvider() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(exchange, "{'issuer':'%s','jwks_uri':'%s/keys'}".formatted(issuer(), issuer())));
    provider.createContext("/keys", exchange -> answer(exchange, publicKeys()));
    provider.start();
  }

  @AfterEach
  void stopProvider() {
    provider.stop(0);
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] body = json.replace('\'', '"').getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String issuer() {
    return "http://127.0.0.1:" + provider.getAddress().getPort();
  }

  private String publicKeys() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{'keys':[{'kty':'RSA','kid':'1','n':'%s','e':'%s'}]}"
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return encoded(Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private String token(String user, String group) throws GeneralSecurityException {
    String claims =
        "{'iss':'%s','aud':'export','sub':'%s','groups':['%s'],'exp':%d}"
            .formatted(issuer(), user, group, Instant.now().plusSeconds(600).getEpochSecond());
    String signed =
        encoded("{\"alg\":\"RS256\",\"kid\":\"1\"}".getBytes(UTF_8))
            + "."
            + encoded(claims.replace('\'', '"').getBytes(UTF_8));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(UTF_8));
    return signed + "." + encoded(signature.sign());
  }

  private Server start() throws Exception {
    Path file = TestProject.in(folder).configuration();
    Files.writeString(
        file,
        """
        oidc:
          issuer: %s
          audience: export
          groups:
            analysts: {grants: {test: query}}
            clerks: {grants: {test: {role: query, tables: {numbers: [i]}}}}
        """
            .formatted(issuer()),
        StandardOpenOption.APPEND);
    return Server.start(ConfigurationFile.read(file, Map.of()), Clock.systemUTC());
  }

  /** Once the server has the keys, which it fetches beside its start. */
  private TestClient client(Server server, String user, String group) throws Exception {
    TestClient client = TestClient.withToken(server.address(), token(user, group));
    Await.until(() -> client.status(NOWHERE).statusCode() == 200);
    return client;
  }

  @Test
  void groups_say_what_a_query_finds() throws Exception {
    try (Server server = start();
        TestClient analyst = client(server, "ben", "analysts");
        TestClient clerk = client(server, "carl", "clerks");
        TestClient stranger = client(server, "dora", "visitors")) {
      String whole = analyst.submit("select * from numbers order by i limit 1");
      assertEquals("SUCCESSFUL", analyst.awaitEnd(whole));
      assertEquals("0,n0\n", analyst.result(whole).body());

      String part = clerk.submit("select * from numbers order by i limit 1");
      assertEquals("SUCCESSFUL", clerk.awaitEnd(part));
      assertEquals("0\n", clerk.result(part).body());

      String none = stranger.submit("select 1");
      assertEquals("FAILED", stranger.awaitEnd(none));
      assertEquals(
          "Project 'test' does not exist;", TestClient.field("info", stranger.status(none).body()));
      assertEquals("MISSING", TestClient.field("status", clerk.status(whole).body()));
    }
  }

  @Test
  void a_query_that_a_stop_interrupts_is_granted_anew_without_its_token() throws Exception {
    String id;
    try (Server server = start();
        TestClient analyst = client(server, "ben", "analysts")) {
      id = analyst.submit("select sum(a.i + b.i + c.i) from numbers a, numbers b, numbers c");
    }

    try (Server server = start();
        TestClient ann = new TestClient(server.address(), "ann", TestProject.PASSWORD)) {
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit("select 1")));
      try (TestClient analyst = client(server, "ben", "analysts")) {
        assertEquals("RUNNING", TestClient.field("status", analyst.status(id).body()));
      }
    }
  }

  @Test
  void a_provider_that_is_away_stops_neither_the_start_nor_other_users() throws Exception {
    String token = token("ben", "analysts");
    provider.stop(0);

    try (Server server = start();
        TestClient analyst = TestClient.withToken(server.address(), token);
        TestClient ann = new TestClient(server.address(), "ann", TestProject.PASSWORD)) {
      assertEquals(503, analyst.trySubmit("select 1").statusCode());
      assertEquals("SUCCESSFUL", ann.awaitEnd(ann.submit("select 1")));
    }
  }
}
