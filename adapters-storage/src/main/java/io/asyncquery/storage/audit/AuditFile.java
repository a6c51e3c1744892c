package io.asyncquery.storage.audit;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.asyncquery.application.SqlText;
import io.asyncquery.application.execution.Scheduler;
import io.asyncquery.application.port.AuditEvent;
import io.asyncquery.application.port.AuditLog;
import io.asyncquery.storage.DataFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * The audit log in files of limited size. A line is with the operating system when {@link #record}
 * returns, so the death of this process loses none; it is forced to the disk within a second,
 * beside the requests. A line that was cut off is found at the next start, or the next line, and
 * kept as the text of a line of its own.
 */
public final class AuditFile implements AuditLog, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(AuditFile.class.getName());
  private static final Duration FORCED_WITHIN = Duration.ofSeconds(1);

  private final RotatedFiles files;
  private final AuditLine line;
  private final Clock clock;
  private final Scheduler scheduler;
  private FileChannel channel;
  private boolean torn;
  private boolean forceIsDue;

  private AuditFile(
      RotatedFiles files, FileChannel channel, SqlText sql, Clock clock, Scheduler scheduler) {
    this.files = files;
    this.channel = channel;
    this.line = new AuditLine(sql);
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /**
   * How much is kept.
   *
   * @param maxBytes of a file, 1 or more
   * @param files besides the one being written, 1 or more
   * @param sql what is told of the SQL of submissions
   */
  public record Settings(long maxBytes, int files, SqlText sql) {}

  /**
   * Goes on where an earlier process stopped.
   *
   * @param scheduler does the forcing; closed with this
   * @throws IOException the file cannot be made or written
   */
  public static AuditFile open(
      DataFolder folder, Settings settings, Clock clock, Scheduler scheduler) throws IOException {
    RotatedFiles files =
        new RotatedFiles(folder.auditFolder(), settings.maxBytes(), settings.files());
    AuditFile audit = new AuditFile(files, files.open(), settings.sql(), clock, scheduler);
    audit.mend();
    return audit;
  }

  /**
   * Adds one line beside a server that may be writing, and forces it.
   *
   * @throws IOException it could not be added
   */
  public static void add(Path dataFolder, AuditEvent event, Clock clock) throws IOException {
    RotatedFiles files = new RotatedFiles(DataFolder.auditFolder(dataFolder), Long.MAX_VALUE, 1);
    try (FileChannel channel = files.open()) {
      write(channel, new AuditLine(SqlText.OFF).of(event, clock.instant()));
      channel.force(true);
    }
  }

  @Override
  public synchronized void record(AuditEvent event) {
    try {
      if (torn) {
        mend();
      }
      String text = line.of(event, clock.instant());
      channel = files.rotate(channel);
      torn = true; // Until all of it is written.
      write(channel, text);
      torn = false;
      forceSoon();
    } catch (IOException e) {
      LOG.log(ERROR, "The audit log could not be written; an event is missing there", e);
    }
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void mend() throws IOException {
    String cutOff = files.cutTornLine(channel);
    if (!cutOff.isEmpty()) {
      write(channel, AuditLine.ofTorn(cutOff, clock.instant()));
      channel.force(true);
    }
    torn = false;
  }

  private void forceSoon() {
    if (!forceIsDue) {
      forceIsDue = true;
      var _ = scheduler.after(FORCED_WITHIN, this::force);
    }
  }

  private void force() {
    FileChannel current;
    synchronized (this) {
      forceIsDue = false;
      current = channel;
    }
    try {
      // Not within the lock: who records an event does not wait for the disk.
      current.force(false);
    } catch (ClosedChannelException e) {
      LOG.log(DEBUG, "The file was full, and forced when it was closed", e);
    } catch (IOException e) {
      LOG.log(ERROR, "The audit log could not be forced to the disk", e);
    }
  }

  /** Forces what is not yet on the disk. */
  @Override
  public void close() {
    scheduler.close();
    force();
    synchronized (this) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.log(ERROR, "The audit log could not be closed", e);
      }
    }
  }
}
