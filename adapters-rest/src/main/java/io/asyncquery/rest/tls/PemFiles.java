package io.asyncquery.rest.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an identity from PEM (RFC 7468). */
final class PemFiles {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemFiles() {}

  /**
   * The identity in {@code files}.
   *
   * @throws GeneralSecurityException they hold none, or two halves of different ones
   */
  static Identity read(TlsFiles files) throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(files.certificateChain());
    X509Certificate[] chain =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .toArray(X509Certificate[]::new);
    if (chain.length == 0) {
      throw new GeneralSecurityException(
          "[" + files.certificateChain() + "] holds no certificate in PEM");
    }
    PublicKey publicKey = chain[0].getPublicKey();
    PrivateKey key = key(files, publicKey.getAlgorithm());
    requirePair(publicKey, key, files);
    return new Identity(chain, key);
  }

  private static PrivateKey key(TlsFiles files, String algorithm)
      throws IOException, GeneralSecurityException {
    String pem = Files.readString(files.privateKey(), StandardCharsets.US_ASCII);
    Matcher key = KEY.matcher(pem);
    if (!key.find()) {
      throw new GeneralSecurityException(
          "["
              + files.privateKey()
              + "] holds no private key of PKCS #8 without a password; `openssl pkcs8 -topk8"
              + " -nocrypt` makes one");
    }
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(der(key.group(1), files)));
  }

  private static byte[] der(String base64, TlsFiles files) throws GeneralSecurityException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException(
          "[" + files.privateKey() + "] is not whole: its base64 ends too early", e);
    }
  }

  /** While two files are replaced one after the other, they do not fit. */
  private static void requirePair(PublicKey publicKey, PrivateKey key, TlsFiles files)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (publicKey.getAlgorithm()) {
              case "RSA" -> "SHA256withRSA";
              case "EC" -> "SHA256withECDSA";
              default -> publicKey.getAlgorithm();
            });
    byte[] sample = new byte[32];
    signature.initSign(key);
    signature.update(sample);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(sample);
    if (!signature.verify(signed)) {
      throw new GeneralSecurityException(
          "[%s] does not certify the key in [%s]"
              .formatted(files.certificateChain(), files.privateKey()));
    }
  }
}
