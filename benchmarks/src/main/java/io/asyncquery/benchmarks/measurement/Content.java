package io.asyncquery.benchmarks.measurement;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a download brought. */
record Content(long bytes, String sha256) {

  static Content of(Download.Source source) throws IOException {
    MessageDigest digest = newDigest();
    long bytes = source.download(digest::update);
    return new Content(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
