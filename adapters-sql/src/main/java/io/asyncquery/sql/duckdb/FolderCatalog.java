package io.asyncquery.sql.duckdb;

import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * A small database file with a view for each data file of a folder. A file, because only a file can
 * be opened read-only.
 *
 * @param files what the views read
 */
record FolderCatalog(Path database, List<Path> files) {

  private static final System.Logger LOG = System.getLogger(FolderCatalog.class.getName());

  /** The function that reads the files of each ending. */
  private static final Map<String, String> READERS =
      Map.of(".parquet", "read_parquet", ".csv", "read_csv");

  static FolderCatalog create(Path folder, ScratchFolder scratch) throws IOException, SQLException {
    List<Path> readable = new ArrayList<>();
    try (DuckDBConnection connection = DuckDbInstance.writable(scratch.catalog())) {
      for (Map.Entry<String, Path> table : tables(folder).entrySet()) {
        if (createView(connection, table.getKey(), table.getValue())) {
          readable.add(table.getValue());
        }
      }
    }
    return new FolderCatalog(scratch.catalog(), readable);
  }

  /** The data files by the names of their tables, which ignore case. */
  private static Map<String, Path> tables(Path folder) throws IOException {
    Map<String, Path> tables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(FolderCatalog::isData).sorted().toList()) {
        Path other = tables.putIfAbsent(tableName(file), file);
        if (other != null) {
          throw new IOException(
              "Files [%s] and [%s] would both be table [%s]; rename one"
                  .formatted(other.getFileName(), file.getFileName(), tableName(file)));
        }
      }
    }
    return tables;
  }

  /** A file that cannot be read is no table; the others are. */
  private static boolean createView(DuckDBConnection connection, String name, Path file) {
    String view =
        "CREATE VIEW \"%s\" AS SELECT * FROM %s(%s)"
            .formatted(
                name.replace("\"", "\"\""),
                READERS.get(ending(file)),
                DuckDbInstance.literal(file));
    try (Statement statement = connection.createStatement()) {
      statement.execute(view);
      return true;
    } catch (SQLException e) {
      LOG.log(WARNING, "File [" + file + "] cannot be read and is no table", e);
      return false;
    }
  }

  private static boolean isData(Path file) {
    return Files.isRegularFile(file) && READERS.containsKey(ending(file));
  }

  private static String tableName(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - ending(file).length());
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }
}
