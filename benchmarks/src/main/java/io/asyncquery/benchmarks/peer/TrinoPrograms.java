package io.asyncquery.benchmarks.peer;

import io.asyncquery.benchmarks.server.Workbench;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Trino server and its command line client, which Maven resolves when they are measured: a build
 * of the product shall not wait for some 250 MB that it does not need.
 *
 * @param classPath of the server
 * @param server its main class, as source
 * @param client an executable jar
 */
record TrinoPrograms(String classPath, Path server, Path client) {

  private static final Pattern SERVER_JAR = Pattern.compile("trino-main-(\\d+)\\.jar");
  private static final Pattern CLIENT_JAR = Pattern.compile("trino-cli-(\\d+)-executable\\.jar");

  /** Resolves them, over the network where Maven has not met them yet. */
  static TrinoPrograms resolve(Workbench bench, Path maven, Path folder)
      throws IOException, InterruptedException {
    Path pom = unpack("pom.xml", folder);
    // How long it takes does not matter.
    double _ =
        Program.run(
            bench.processes(),
            new ProcessBuilder(
                    List.of(
                        maven.toString(),
                        "--batch-mode",
                        "--quiet",
                        "--file=" + pom,
                        "-Dprograms=" + folder,
                        "package"))
                .redirectOutput(Redirect.to(folder.resolve("maven.log").toFile())));
    return new TrinoPrograms(
        Files.readString(folder.resolve("server.classpath")).strip(),
        unpack("TrinoProcess.java", folder),
        client(folder));
  }

  private static Path client(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> CLIENT_JAR.matcher(file.toString()).find())
          .findFirst()
          .orElseThrow(() -> new IOException("No client of Trino came into [" + folder + "]"));
    }
  }

  /** Such as {@code 483}. The server itself says that it is one for tests. */
  String serverVersion() {
    return version(SERVER_JAR, classPath);
  }

  String clientVersion() {
    return version(CLIENT_JAR, client.toString());
  }

  private static String version(Pattern jar, String name) {
    Matcher matcher = jar.matcher(name);
    return matcher.find() ? matcher.group(1) : "of an unknown version";
  }

  private static Path unpack(String name, Path folder) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream packed =
        Objects.requireNonNull(TrinoPrograms.class.getResourceAsStream("/trino/" + name))) {
      // Its size is of no interest.
      long _ = Files.copy(packed, file);
    }
    return file;
  }
}
