package io.asyncquery.benchmarks;

import io.asyncquery.benchmarks.peer.CopyPeer;
import io.asyncquery.benchmarks.peer.MariaDb;
import io.asyncquery.benchmarks.peer.Tool;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.glassfish.grizzly.Grizzly;

/** The versions of the peers. */
final class Versions {

  private static final String MISSING = "not installed";

  private Versions() {}

  static Map<String, String> current() throws IOException, SQLException {
    Map<String, String> versions = new TreeMap<>();
    versions.put("DuckDB", CopyPeer.version());
    versions.put("Grizzly", Grizzly.getDotedVersion());
    versions.put("Jersey", org.glassfish.jersey.internal.Version.getVersion());
    versions.put("MariaDB", MariaDb.VERSION);
    versions.put("nginx", orMissing(Tool.NGINX.version()));
    versions.put("psql", orMissing(Tool.PSQL.version()));
    versions.put("wrk", orMissing(Tool.WRK.version()));
    return versions;
  }

  private static String orMissing(Optional<String> version) {
    return version.orElse(MISSING);
  }
}
