package io.asyncquery.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real file system of its own, mounted here: needs root. Tests are aborted without. */
final class MountedDisk implements AutoCloseable {

  private static final long IMAGE_BYTES = 96 << 20;

  private final Path at;

  private MountedDisk(Path at) {
    this.at = at;
  }

  /** In memory, of {@code size} in the words of mount(8). */
  static MountedDisk inMemory(Path at, String size) throws IOException {
    return mounted(at, "-t", "tmpfs", "-o", "size=" + size, "tmpfs");
  }

  /** The ext4 in a file, which is made where there is none. */
  static MountedDisk ofImage(Path at, Path image) throws IOException {
    if (Files.notExists(image)) {
      try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
        file.setLength(IMAGE_BYTES);
      }
      require("mkfs.ext4", "-q", image.toString());
    }
    return mounted(at, "-o", "loop", image.toString());
  }

  private static MountedDisk mounted(Path at, String... options) throws IOException {
    Files.createDirectories(at);
    String[] command = new String[options.length + 2];
    command[0] = "mount";
    System.arraycopy(options, 0, command, 1, options.length);
    command[command.length - 1] = at.toString();
    require(command);
    return new MountedDisk(at);
  }

  private static void require(String... command) {
    String refusal = run(command);
    if (!refusal.isEmpty()) {
      String why = "NOT RUN: no file system can be mounted here: " + refusal;
      System.err.println(why);
      abort(why);
    }
  }

  /** As the kernel does it when the disk below fails: from now on all is read-only. */
  void abortWrites() {
    assertEquals("", run("mount", "-o", "remount,abort", at.toString()));
  }

  @Override
  public void close() {
    assertEquals("", run("umount", at.toString()));
  }

  /** What the command complains of; nothing where it succeeds. */
  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.onExit().join().exitValue() == 0 ? "" : command[0] + ": " + output.strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
