package io.asyncquery.benchmarks.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Tables whose columns are of few types, made by DuckDB from the numbers of their rows: the same
 * scale gives the same rows. They hold no empty text, which the two sides write differently: one
 * tells it from NULL by quotes, the other does not.
 */
enum TypedTables {
  WIDE_TEXT(
      "wide text",
      2_000_000,
      """
      md5(i::varchar) as digest_1,
      md5((i + 1000000007)::varchar) as digest_2,
      'item ' || hash(i, 1) % 1000 as item_1,
      'item ' || hash(i, 2) % 100000 as item_2,
      'shelf-' || chr(65 + (hash(i, 3) % 26)::int) as shelf,
      upper(substr(md5((i * 3)::varchar), 1, 6 + (hash(i, 4) % 20)::int)) as word_1,
      substr(md5((i * 5)::varchar), 1, 1 + (hash(i, 5) % 12)::int) as word_2,
      'delivered to the back door of house number ' || hash(i, 6) % 300 as note_1,
      'no remark' as note_2,
      case when i % 20 = 0 then 'Smith, Jones and Co' else 'Smith and Jones' end as customer,
      case when i % 50 = 0 then 'the "old" one' else 'the old one' end as label,
      case when i % 10 = 0 then 'Zürich – Straße ' else 'Zurich Street ' end || hash(i, 7) % 99
        as street,
      case hash(i, 8) % 3 when 0 then 'open' when 1 then 'in work' else 'closed' end as state,
      'https://example.org/orders/' || hash(i, 9) % 1000000000 as link,
      'a longer sentence that is the same in every row, as there are in every table of texts'
        as sentence,
      substr(md5((i * 7)::varchar), 1, 8) || '-' || substr(md5((i * 11)::varchar), 1, 4) as code
      """),
  NUMBERS(
      "doubles and decimals",
      4_000_000,
      """
      hash(i, 1) / 18446744073709551615.0::double as fraction,
      (hash(i, 2)::double - 9e18) * pow(10, (hash(i, 3) % 30)::int - 15) as magnitude,
      round((hash(i, 4) % 100000000) / 100.0::double, 2) as price,
      (hash(i, 5) % 1000000)::double as whole,
      sqrt(i) as root,
      ((hash(i, 6) % 1000000000)::decimal(18, 0) / 100)::decimal(9, 2) as small_decimal,
      (((hash(i, 7) % 1000000000000)::hugeint - 500000000000) / 10000.0)::decimal(18, 4)
        as decimal_18,
      (((hash(i, 8) % 1000000000000000)::hugeint - 500000000000000) / 1000.0)::decimal(38, 10)
        as decimal_38
      """),
  TIMESTAMPS(
      "timestamps",
      5_000_000,
      """
      timestamp '1970-01-01' + to_microseconds((hash(i, 1) % 2000000000000000)::bigint) as micros_1,
      timestamp '1990-01-01' + to_microseconds((hash(i, 2) % 1000000000000000)::bigint) as micros_2,
      timestamp '2020-01-01' + to_seconds((hash(i, 3) % 200000000)::bigint) as seconds_1,
      (timestamp '2010-01-01' + to_seconds((hash(i, 4) % 200000000)::bigint))::timestamp_s
        as seconds_2,
      (timestamp '2010-01-01' + to_milliseconds((hash(i, 5) % 200000000000)::bigint))::timestamp_ms
        as millis,
      date '1992-01-01' + (hash(i, 6) % 12000)::int as day,
      time '00:00:00' + to_microseconds((hash(i, 7) % 86400000000)::bigint) as time_of_day
      """),
  NULLS(
      "many NULLs",
      8_000_000,
      """
      i as id,
      case when hash(i, 1) % 10 = 0 then i::int end as integer_1,
      case when hash(i, 2) % 10 < 3 then (hash(i, 12) % 1000)::bigint end as integer_2,
      case when hash(i, 3) % 10 = 0 then 'item ' || hash(i, 13) % 1000 end as text_1,
      case when hash(i, 4) % 10 < 3 then md5(i::varchar) end as text_2,
      case when hash(i, 5) % 100 = 0 then 'rare' end as text_3,
      case when hash(i, 6) % 10 = 0 then date '1992-01-01' + (hash(i, 16) % 12000)::int end as day,
      case when hash(i, 7) % 10 < 2
        then timestamp '1990-01-01' + to_seconds((hash(i, 17) % 1000000000)::bigint) end as instant,
      case when hash(i, 8) % 10 < 2 then ((hash(i, 18) % 1000000) / 100.0)::decimal(18, 2) end
        as amount,
      null::varchar as nothing,
      case when hash(i, 9) % 10 < 5 then i % 2 = 0 end as flag,
      case when hash(i, 10) % 10 < 2 then (hash(i, 19) % 1000)::smallint end as small
      """);

  /** Goes up with every change of the tables, so that files made before are not taken for them. */
  private static final int GENERATION = 2;

  private final String title;
  private final long rows;
  private final String columns;

  TypedTables(String title, long rows, String columns) {
    this.title = title;
    this.rows = rows;
    this.columns = columns;
  }

  String title() {
    return title;
  }

  String query() {
    return "select * from " + name().toLowerCase(Locale.ROOT);
  }

  /** A database of all of them, made where it is not there. */
  static Path create(Path folder, double scale) throws IOException, SQLException {
    Path database = folder.resolve("types-%d-%s.duckdb".formatted(GENERATION, scale));
    if (Files.exists(database)) {
      return database;
    }
    Path part = folder.resolve("types.part");
    Files.deleteIfExists(part);
    Files.deleteIfExists(folder.resolve("types.part.wal"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + part);
        Statement statement = connection.createStatement()) {
      for (TypedTables table : values()) {
        statement.execute(
            "create table %s as select %s from range(%d) as numbers(i)"
                .formatted(table, table.columns, Math.max(1, (long) (table.rows * scale))));
      }
    }
    return Files.move(part, database, StandardCopyOption.ATOMIC_MOVE);
  }
}
