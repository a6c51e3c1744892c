package io.asyncquery.bootstrap.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a result holds, read by other means than it was written with. */
final class Contents {

  private Contents() {}

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** As the server announces it: CRC-32C and CRC-32. */
  static String digest(byte[] bytes) {
    CRC32C first = new CRC32C();
    CRC32 second = new CRC32();
    first.update(bytes);
    second.update(bytes);
    return "%08x%08x".formatted(first.getValue(), second.getValue());
  }

  /** How many rows of {@link Question.Table} are in it, all of them right. */
  static long rows(String format, byte[] bytes) throws IOException {
    return format.equals("parquet") ? parquetRows(bytes) : sheetRows(bytes);
  }

  private static long parquetRows(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("result", ".parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      Files.write(file, bytes);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT count(DISTINCT k) FILTER (v = 'n' || k), count(*) FROM '" + file + "'")) {
        rows.next();
        return rows.getLong(1) == rows.getLong(2) ? rows.getLong(2) : -1;
      }
    } catch (SQLException e) {
      throw new IOException("[" + bytes.length + "] bytes are no Parquet file", e);
    } finally {
      Files.delete(file);
    }
  }

  private static long sheetRows(byte[] bytes) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().startsWith("xl/worksheets/")) {
          return new String(zip.readAllBytes(), UTF_8).split("<row[ >]", -1).length - 1L;
        }
      }
    }
    return -1;
  }
}
