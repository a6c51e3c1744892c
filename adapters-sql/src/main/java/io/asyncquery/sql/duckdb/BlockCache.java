package io.asyncquery.sql.duckdb;

import static java.lang.System.Logger.Level.DEBUG;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.duckdb.DuckDBConnection;

/**
 * What an instance keeps in memory of the blocks that it has read of its file. By itself DuckDB
 * keeps all, up to its limit of memory: the export of a large table would leave the whole table
 * there, though nobody may ask for it again. So blocks that scans have read are given back along
 * the way; those that joins, groups and orders have read are kept.
 *
 * <p>DuckDB gives blocks back when its limit of memory falls. For the moment until it has risen
 * again, no query may need more memory than it has. A scan is known not to; of any other query it
 * is waited for the end.
 */
final class BlockCache {

  private static final System.Logger LOG = System.getLogger(BlockCache.class.getName());

  /** What may lie there in any case, in bytes. */
  static final long LEAST = 64 << 20;

  /** By how much it may grow before it is made smaller, in bytes. */
  static final long GROWTH = 32 << 20;

  private final DuckDBConnection connection;
  private final String limit;
  private final ReentrantLock lock = new ReentrantLock();
  private int demanding;
  private long kept = LEAST;

  /**
   * @param connection one that names mean the same on as on those of queries; stays open as long as
   *     this is used
   * @param limit of the instance's memory, as DuckDB takes it
   */
  BlockCache(DuckDBConnection connection, String limit) {
    this.connection = connection;
    this.limit = limit;
  }

  /** A query from before it is sent until it is closed. */
  final class Use implements AutoCloseable {

    private final String sql;
    private Need need = Need.UNKNOWN;

    private Use(String sql) {
      this.sql = sql;
    }

    /** To be called now and then as long as there are more rows. */
    void rowsHaveCome() {
      lock.lock();
      try {
        if (hasGrown()) {
          learnNeed();
          shrinkForScans();
        }
      } catch (SQLException e) {
        LOG.log(DEBUG, "The cache stays as it is", e);
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (hasGrown()) {
          learnNeed();
        }
        if (need == Need.ANY) {
          kept = Math.max(LEAST, size());
        }
      } catch (SQLException e) {
        LOG.log(DEBUG, "The cache stays as it is", e);
      } finally {
        demanding -= need == Need.SCAN ? 0 : 1;
        lock.unlock();
      }
    }

    private void learnNeed() throws SQLException {
      if (need == Need.UNKNOWN) {
        need = ScanPlan.isPlanOf(sql, connection) ? Need.SCAN : Need.ANY;
        demanding -= need == Need.SCAN ? 1 : 0;
      }
    }
  }

  /** Whether a query may yet need more memory. */
  private enum Need {
    UNKNOWN,
    SCAN,
    ANY
  }

  Use begin(String sql) {
    lock.lock();
    try {
      demanding++;
      return new Use(sql);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasGrown() throws SQLException {
    return size() >= kept + GROWTH;
  }

  private void shrinkForScans() throws SQLException {
    if (demanding > 0) {
      return;
    }
    try (Statement statement = connection.createStatement()) {
      try {
        statement.execute("SET memory_limit = '" + kept + "B'");
      } finally {
        statement.execute("SET memory_limit = '" + limit + "'");
      }
    }
  }

  /** In bytes. */
  private long size() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet sum =
            statement.executeQuery(
                "SELECT memory_usage_bytes FROM duckdb_memory() WHERE tag = 'BASE_TABLE'")) {
      sum.next();
      return sum.getLong(1);
    }
  }
}
