package io.asyncquery.bootstrap;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The query that a command is about. */
final class QueryOptions {

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "See docs/configuration.md.")
  Path config = Path.of("");

  @Option(
      names = "--project",
      required = true,
      paramLabel = "P",
      description = "One of the projects of the configuration.")
  String project = "";

  @Option(names = "--sql", required = true, paramLabel = "S", description = "One SQL query.")
  String sql = "";
}
