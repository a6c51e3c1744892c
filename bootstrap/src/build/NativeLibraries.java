import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lays the native libraries of this platform beside the jars of a distribution. The drivers would
 * unpack them into the folder for temporary files at every start, which takes its time, and a
 * process that is killed leaves them there: 70 MB each time. On another platform they still do.
 */
final class NativeLibraries {

  private final Path lib;

  private NativeLibraries(Path lib) {
    this.lib = lib;
  }

  /** The one argument is the folder of the jars. */
  public static void main(String[] arguments) throws IOException {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch");
    NativeLibraries libraries = new NativeLibraries(Path.of(arguments[0]));
    if (system.equals("linux") && processor.equals("amd64")) {
      libraries.lay("libduckdb_java.so_linux_amd64", "org/sqlite/native/Linux/x86_64");
    } else if (system.equals("linux") && processor.equals("aarch64")) {
      libraries.lay("libduckdb_java.so_linux_arm64", "org/sqlite/native/Linux/aarch64");
    }
  }

  private void lay(String duckDb, String sqliteFolder) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(jar("duckdb_jdbc-"))) {
      // DuckDB's driver looks beside its jar only for what it does not find in it.
      Files.move(jar.getPath(duckDb), lib.resolve(duckDb), StandardCopyOption.REPLACE_EXISTING);
    }
    try (FileSystem jar = FileSystems.newFileSystem(jar("sqlite-jdbc-"))) {
      String name = "libsqlitejdbc.so";
      Files.copy(
          jar.getPath(sqliteFolder, name), lib.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path jar(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(lib)) {
      return files
          .filter(file -> file.getFileName().toString().matches(prefix + ".*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("No [" + prefix + "] in [" + lib + "]"));
    }
  }
}
