package io.asyncquery.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * A database server that holds the order lines, and the program that comes with it to export them.
 */
public interface EnginePeer extends AutoCloseable {

  /** What exports, such as {@code psql \copy}. */
  String name();

  /** The command and the server, as the end of a sentence. */
  String how();

  /** The launcher that has what this source needs, and the source as it is configured. */
  Product product() throws IOException;

  /** The seconds that the program takes for the whole table, without fsync. */
  double export(Path target) throws IOException, InterruptedException;

  @Override
  void close() throws IOException, SQLException;

  /** The {@code peer}, which {@code loading} fills; it ends where that fails. */
  static <P extends EnginePeer> P loaded(P peer, Loading<P> loading)
      throws IOException, SQLException, InterruptedException {
    boolean loaded = false;
    try {
      loading.load(peer);
      loaded = true;
      return peer;
    } finally {
      if (!loaded) {
        peer.close();
      }
    }
  }

  /** Brings the order lines into a server. */
  @FunctionalInterface
  interface Loading<P> {
    void load(P peer) throws IOException, SQLException, InterruptedException;
  }

  /**
   * How the product reads this server.
   *
   * @param source its kind and its other keys, with commas between them
   */
  record Product(Path launcher, String source) {}
}
