package io.asyncquery.rest.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is offered while the files change, between two engines and without a network. */
class TlsReloadTest {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  @TempDir private Path folder;
  private TlsFiles files;
  private long now;
  private Runnable atLook = () -> {};

  @BeforeEach
  void nameFiles() {
    files = new TlsFiles(folder.resolve("chain.pem"), folder.resolve("key.pem"));
  }

  /** Each reading of the time is late enough for another look at the files. */
  private SSLEngineConfigurator server() {
    return Tls.of(
            files,
            () -> {
              atLook.run();
              now += Duration.ofSeconds(2).toNanos();
              return now;
            })
        .engines();
  }

  private static Certificate offered(SSLEngineConfigurator server) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, null);
    SSLEngine client = context.createSSLEngine();
    client.setUseClientMode(true);
    client.beginHandshake();
    Side left = new Side(client);
    Side right = new Side(server.createSSLEngine());
    boolean moved = true;
    while (moved) {
      moved = left.step(right);
      moved |= right.step(left);
    }
    assertEquals(HandshakeStatus.NOT_HANDSHAKING, client.getHandshakeStatus());
    return client.getSession().getPeerCertificates()[0];
  }

  /** One end of a connection, and what has come to it. */
  private record Side(SSLEngine engine, ByteBuffer come) {

    Side(SSLEngine engine) {
      this(engine, ByteBuffer.allocate(1 << 17));
    }

    /** Goes on as far as it can, and says whether it has gone on. */
    boolean step(Side other) throws SSLException {
      boolean moved = false;
      while (true) {
        switch (engine.getHandshakeStatus()) {
          case NEED_TASK -> engine.getDelegatedTask().run();
          case NEED_WRAP -> engine.wrap(NOTHING.duplicate(), other.come);
          default -> {
            come.flip();
            Status status = engine.unwrap(come, ByteBuffer.allocate(1 << 17)).getStatus();
            boolean read = come.position() > 0;
            come.compact();
            if (status != Status.OK || !read) {
              return moved;
            }
          }
        }
        moved = true;
      }
    }
  }

  @Test
  void a_handshake_keeps_to_the_identity_it_began_with() throws Exception {
    Certificate first = TestIdentity.of("RSA").write(files);
    TestIdentity second = TestIdentity.of("EC");
    SSLEngineConfigurator server = server();
    // A client asks for a key of EC before one of RSA; in between, the one becomes the other.
    int[] looks = {0};
    atLook =
        () -> {
          looks[0]++;
          if (looks[0] == 3) {
            replace(second);
          }
        };

    assertEquals(first, offered(server));
    atLook = () -> replace(second);
    assertEquals(second.certificate(), offered(server));
  }

  private void replace(TestIdentity identity) {
    try {
      identity.write(files);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void half_of_a_new_identity_leaves_the_one_before_in_place() throws Exception {
    Certificate first = TestIdentity.of("EC").write(files);
    SSLEngineConfigurator server = server();
    TestIdentity second = TestIdentity.of("EC");
    TestIdentity third = TestIdentity.of("RSA");

    second.writeKey(files);
    assertEquals(first, offered(server));
    second.writeCertificate(files);
    assertEquals(second.certificate(), offered(server));

    third.writeCertificate(files);
    assertEquals(second.certificate(), offered(server));
    third.writeKey(files);
    assertEquals(third.certificate(), offered(server));
  }

  @Test
  void files_that_are_cut_off_damaged_or_gone_leave_the_identity_before_in_place()
      throws Exception {
    Certificate first = TestIdentity.of("RSA").write(files);
    SSLEngineConfigurator server = server();
    String key = Files.readString(files.privateKey());
    String chain = Files.readString(files.certificateChain());

    for (Path file : new Path[] {files.privateKey(), files.certificateChain()}) {
      String whole = file.equals(files.privateKey()) ? key : chain;
      int body = whole.indexOf('\n') + 1;
      for (String damaged :
          new String[] {
            "",
            whole.substring(0, body + 1),
            whole.substring(0, whole.length() / 2),
            whole.substring(0, body + 41) + whole.substring(whole.lastIndexOf("-----END")),
            whole.replace('M', '='),
          }) {
        Files.writeString(file, damaged);
        assertEquals(first, offered(server), damaged);
      }
      Files.delete(file);
      assertEquals(first, offered(server));
      Files.writeString(file, whole);
      assertEquals(first, offered(server));
    }
  }
}
