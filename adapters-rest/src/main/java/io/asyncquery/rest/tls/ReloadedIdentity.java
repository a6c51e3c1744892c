package io.asyncquery.rest.tls;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * The identity that lies in the files at this moment. It is looked for as connections begin, at
 * most once a second; files that cannot be used leave the one before in place until they can.
 */
final class ReloadedIdentity {

  private static final System.Logger LOG = System.getLogger(ReloadedIdentity.class.getName());
  private static final long LOOKED_FOR_EVERY_NANOS = 1_000_000_000;

  private final TlsFiles files;
  private final LongSupplier nanoTime;
  private SSLContext current;
  private List<Stamp> read;
  private List<Stamp> refused = List.of();
  private long lookedAt;

  /**
   * @param nanoTime only goes forward
   * @throws GeneralSecurityException the files hold no identity
   */
  ReloadedIdentity(TlsFiles files, LongSupplier nanoTime)
      throws IOException, GeneralSecurityException {
    this.files = files;
    this.nanoTime = nanoTime;
    this.read = stamps();
    this.current = PemFiles.read(files).context();
    this.lookedAt = nanoTime.getAsLong();
  }

  /** What shows that a file is another. */
  private record Stamp(Object key, Object time, long size) {}

  /** What offers it, and it alone. */
  synchronized SSLContext current() {
    if (nanoTime.getAsLong() - lookedAt >= LOOKED_FOR_EVERY_NANOS) {
      lookedAt = nanoTime.getAsLong();
      lookAgain();
    }
    return current;
  }

  private void lookAgain() {
    try {
      List<Stamp> now = stamps();
      if (now.equals(read) || now.equals(refused)) {
        return;
      }
      refused = now;
      current = PemFiles.read(files).context();
      read = now;
      LOG.log(INFO, "The certificate was read anew from [{0}]", files.certificateChain());
    } catch (IOException | UncheckedIOException | GeneralSecurityException e) {
      LOG.log(ERROR, "The new certificate cannot be used; the one before stays: " + e.getMessage());
    }
  }

  private List<Stamp> stamps() throws IOException {
    return List.of(stamp(files.certificateChain()), stamp(files.privateKey()));
  }

  private static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size());
  }
}
