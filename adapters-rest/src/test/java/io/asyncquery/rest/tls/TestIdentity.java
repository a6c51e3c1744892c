package io.asyncquery.rest.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A new certificate with its key, by the JDK's own tool. */
public record TestIdentity(Certificate certificate, Key key) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  public static TestIdentity of(String algorithm) throws Exception {
    Path store = Files.createTempDirectory("identity").resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                algorithm,
                "-alias",
                "server",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    Files.delete(store);
    Files.delete(store.getParent());
    return new TestIdentity(keys.getCertificate("server"), keys.getKey("server", PASSWORD));
  }

  /** Puts it in the place of the one before, the key first. */
  public Certificate write(TlsFiles files) throws Exception {
    writeKey(files);
    writeCertificate(files);
    return certificate;
  }

  void writeKey(TlsFiles files) throws IOException {
    put(files.privateKey(), "PRIVATE KEY", key.getEncoded());
  }

  void writeCertificate(TlsFiles files) throws Exception {
    put(files.certificateChain(), "CERTIFICATE", certificate.getEncoded());
  }

  private static void put(Path file, String label, byte[] der) throws IOException {
    String pem =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
    Path beside = Files.writeString(file.resolveSibling("new"), pem);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
