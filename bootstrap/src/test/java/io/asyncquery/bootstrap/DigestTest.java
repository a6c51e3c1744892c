package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.bootstrap.config.ConfigurationFile;
import io.asyncquery.bootstrap.server.Server;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a result is known by, over HTTP and a restart. */
@Timeout(120)
class DigestTest {

  private static final byte[] CONTENT = "0,n0\n1,n1\n".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private Path configuration = Path.of("");

  @BeforeEach
  void configure() throws Exception {
    configuration = TestProject.in(folder).configuration();
  }

  private void choose(String digest) throws Exception {
    Files.writeString(
        configuration,
        Files.readString(configuration)
            .replace("  folder: data\n", "  folder: data\n  digest: " + digest + "\n"));
  }

  private Server start() throws Exception {
    return Server.start(ConfigurationFile.read(configuration, Map.of()), Clock.systemUTC());
  }

  private static TestClient clientOf(Server server) {
    return new TestClient(server.address(), "ann", TestProject.PASSWORD);
  }

  private static String exported(TestClient client) throws Exception {
    String id = client.submit("select * from numbers order by i limit 2");
    assertEquals("SUCCESSFUL", client.awaitEnd(id));
    return id;
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @Test
  void a_result_tells_its_digest_and_keeps_it_when_the_operator_chooses_another() throws Exception {
    String before;
    String tag;
    try (Server server = start();
        TestClient ann = clientOf(server)) {
      before = exported(ann);
      tag = header(ann.result(before), "ETag");
      assertEquals("crc32c=:" + crc32c() + ":", header(ann.result(before), "Repr-Digest"));
    }
    choose("sha-256");
    byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(CONTENT);

    try (Server server = start();
        TestClient ann = clientOf(server)) {
      HttpResponse<String> after = ann.result(exported(ann));
      assertEquals(
          "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":",
          header(after, "Repr-Digest"));
      assertEquals('"' + HexFormat.of().formatHex(sha256) + '"', header(after, "ETag"));
      assertEquals(tag, header(ann.result(before), "ETag"));
      assertEquals(200, ann.result(before).statusCode());
    }
  }

  private static String crc32c() {
    CRC32C crc = new CRC32C();
    crc.update(CONTENT);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
