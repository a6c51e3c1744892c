package io.asyncquery.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that measurements need and that may not be there. */
public enum Tool {
  MAVEN("mvn", "apt-get install maven", "--version", "Apache Maven (\\S+)"),
  NGINX("nginx", "apt-get install nginx-light", "-v", "nginx version: nginx/(\\S+)"),
  NPM("npm", "apt-get install npm", "--version", "^(\\S+)"),
  PSQL("psql", "apt-get install postgresql-client", "--version", "psql \\(PostgreSQL\\) (\\S+)"),
  WRK("wrk", "apt-get install wrk", "-v", "^wrk (\\S+)");

  private final String program;
  private final String installation;
  private final String option;
  private final Pattern version;

  Tool(String program, String installation, String option, String version) {
    this.program = program;
    this.installation = installation;
    this.option = option;
    this.version = Pattern.compile(version);
  }

  /** What to tell where it is not there. */
  public String missing() {
    return "[" + program + "] is not installed: " + installation;
  }

  /** Where it lies. Folders of administrators are looked into too: nginx is in one. */
  public Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Arrays.stream(path.split(File.pathSeparator)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder).resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** As it says itself; nothing where it is not there. */
  public Optional<String> version() throws IOException {
    Optional<Path> found = find();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Process process =
        new ProcessBuilder(found.get().toString(), option).redirectErrorStream(true).start();
    String said =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return version.matcher(said).results().map(match -> match.group(1)).findFirst();
  }
}
