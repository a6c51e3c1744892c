package io.asyncquery.sql.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the tables, at a hundredth of the standard size. */
class StarSchemaDataTest {
  private static final List<String> TABLES =
      List.of("CUSTOMER", "DATES", "LINEORDER", "PART", "SUPPLIER");

  @TempDir static Path folder;

  private static SampleFile sample;

  @BeforeAll
  static void makeSample() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, 0.01, progress -> {});
    sample = new SampleFile(file);
  }

  @AfterAll
  static void closeSample() throws Exception {
    sample.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "CUSTOMER: C_CUSTKEY int, C_NAME varchar, C_ADDRESS varchar, C_CITY varchar, C_NATION"
            + " varchar, C_REGION varchar, C_PHONE varchar, C_MKTSEGMENT varchar",
        "SUPPLIER: S_SUPPKEY int, S_NAME varchar, S_ADDRESS varchar, S_CITY varchar, S_NATION"
            + " varchar, S_REGION varchar, S_PHONE varchar",
        "PART: P_PARTKEY int, P_NAME varchar, P_MFGR varchar, P_CATEGORY varchar, P_BRAND varchar,"
            + " P_COLOR varchar, P_TYPE varchar, P_SIZE int, P_CONTAINER varchar",
        "DATES: D_DATEKEY date, D_DATE varchar, D_DAYOFWEEK varchar, D_MONTH varchar, D_YEAR int,"
            + " D_YEARMONTHNUM int, D_YEARMONTH varchar, D_DAYNUMINWEEK int, D_DAYNUMINMONTH int,"
            + " D_DAYNUMINYEAR int, D_MONTHNUMINYEAR int, D_WEEKNUMINYEAR int, D_SELLINGSEASON"
            + " varchar, D_LASTDAYINWEEKFL int, D_LASTDAYINMONTHFL int, D_HOLIDAYFL int,"
            + " D_WEEKDAYFL int",
        "LINEORDER: LO_ORDERKEY bigint, LO_LINENUMBER bigint, LO_CUSTKEY int, LO_PARTKEY int,"
            + " LO_SUPPKEY int, LO_ORDERDATE date, LO_ORDERPRIOTITY varchar, LO_SHIPPRIOTITY int,"
            + " LO_QUANTITY bigint, LO_EXTENDEDPRICE bigint, LO_ORDTOTALPRICE bigint, LO_DISCOUNT"
            + " bigint, LO_REVENUE bigint, LO_SUPPLYCOST bigint, LO_TAX bigint, LO_COMMITDATE"
            + " date, LO_SHIPMODE varchar",
        "P_LINEORDER: LO_ORDERKEY bigint, LO_LINENUMBER bigint, LO_CUSTKEY int, LO_PARTKEY int,"
            + " LO_SUPPKEY int, LO_ORDERDATE date, LO_ORDERPRIOTITY varchar, LO_SHIPPRIOTITY int,"
            + " LO_QUANTITY bigint, LO_EXTENDEDPRICE bigint, LO_ORDTOTALPRICE bigint, LO_DISCOUNT"
            + " bigint, LO_REVENUE bigint, LO_SUPPLYCOST bigint, LO_TAX bigint, LO_COMMITDATE"
            + " date, LO_SHIPMODE varchar, V_REVENUE bigint",
      })
  void columns_are_those_of_kylins_sample(String table, String columns) throws Exception {
    assertEquals(
        columns,
        String.join(
            ", ",
            sample.rows(
                """
                SELECT column_name || ' ' || replace(lower(data_type), 'integer', 'int')
                FROM duckdb_columns() WHERE table_name = '%s' ORDER BY column_index
                """
                    .formatted(table))));
  }

  @Test
  void a_user_sees_the_schema_and_nothing_else() throws Exception {
    assertEquals(
        List.of(
            "main|CUSTOMER",
            "main|DATES",
            "main|LINEORDER",
            "main|PART",
            "main|P_LINEORDER",
            "main|SUPPLIER"),
        sample.rows(
            """
            SELECT table_schema, table_name FROM information_schema.tables
            WHERE table_catalog = current_database() ORDER BY table_name
            """));
  }

  @Test
  void the_same_scale_gives_the_same_rows_in_the_same_order() throws Exception {
    Path again = folder.resolve("again.duckdb");
    StarSchema.create(again, 0.01, progress -> {});
    try (SampleFile second = new SampleFile(again)) {
      assertEquals(digests(sample), digests(second));
    }
  }

  /** Whoever changes these on purpose also raises StarSchema.GENERATION. */
  @Test
  void the_rows_are_those_of_this_generation() throws Exception {
    assertEquals(
        Map.of(
            "CUSTOMER", "f8ec15c60a52105e",
            "DATES", "a2fceb8a63a5efe1",
            "LINEORDER", "12965ca367b8d09e",
            "PART", "13829991eb6ac31f",
            "SUPPLIER", "12747369b350fbbf"),
        digests(sample));
  }

  @ParameterizedTest
  @CsvSource({
    "CUSTOMER, 300",
    "SUPPLIER, 20",
    "PART, 2000",
    "DATES, 2557",
    "LINEORDER, 60175",
    "P_LINEORDER, 60175"
  })
  void tables_have_the_rows_of_their_scale(String table, long rows) throws Exception {
    assertEquals(rows, sample.number("SELECT count(*) FROM " + table));
  }

  @ParameterizedTest
  @CsvSource({
    "LO_CUSTKEY, CUSTOMER, C_CUSTKEY",
    "LO_SUPPKEY, SUPPLIER, S_SUPPKEY",
    "LO_PARTKEY, PART, P_PARTKEY",
    "LO_ORDERDATE, DATES, D_DATEKEY",
    "LO_COMMITDATE, DATES, D_DATEKEY"
  })
  void every_foreign_key_meets_one_key(String foreign, String table, String key) throws Exception {
    assertEquals(
        60175,
        sample.number(
            "SELECT count(*) FROM LINEORDER JOIN %s ON %s = %s".formatted(table, foreign, key)));
    assertEquals(
        0,
        sample.number("SELECT count(%s) - count(DISTINCT %s) FROM %s".formatted(key, key, table)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 0.00037, 0.003, 0.0777})
  void foreign_keys_meet_keys_at_odd_scales(double scale) throws Exception {
    Path file = folder.resolve("odd-" + scale + ".duckdb");
    StarSchema.create(file, scale, progress -> {});
    try (SampleFile odd = new SampleFile(file)) {
      assertTrue(odd.number("SELECT count(*) FROM LINEORDER") > 0);
      assertEquals(
          odd.number("SELECT count(*) FROM LINEORDER"),
          odd.number(
              """
              SELECT count(*) FROM LINEORDER
              JOIN CUSTOMER ON LO_CUSTKEY = C_CUSTKEY
              JOIN SUPPLIER ON LO_SUPPKEY = S_SUPPKEY
              JOIN PART ON LO_PARTKEY = P_PARTKEY
              JOIN DATES ON LO_ORDERDATE = D_DATEKEY
              """));
    }
  }

  /** Each is a rule of the paper, said as the rows that break it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "P_LINEORDER WHERE V_REVENUE <> LO_EXTENDEDPRICE * LO_DISCOUNT",
        "LINEORDER WHERE LO_REVENUE <> LO_EXTENDEDPRICE * (100 - LO_DISCOUNT) // 100",
        "LINEORDER WHERE LO_EXTENDEDPRICE % LO_QUANTITY <> 0",
        "LINEORDER WHERE LO_SUPPLYCOST <> LO_EXTENDEDPRICE // LO_QUANTITY * 6 // 10",
        "LINEORDER WHERE LO_EXTENDEDPRICE // LO_QUANTITY NOT BETWEEN 90000 AND 209900",
        "LINEORDER WHERE LO_DISCOUNT NOT BETWEEN 0 AND 10 OR LO_TAX NOT BETWEEN 0 AND 8",
        "LINEORDER WHERE LO_QUANTITY NOT BETWEEN 1 AND 50 OR LO_LINENUMBER NOT BETWEEN 1 AND 7",
        "LINEORDER WHERE LO_COMMITDATE - LO_ORDERDATE NOT BETWEEN 30 AND 90",
        """
        (SELECT max(LO_ORDTOTALPRICE) AS TOTAL, min(LO_ORDTOTALPRICE) AS SAME,
          sum(LO_REVENUE * (100 + LO_TAX) // 100) AS CHARGES
          FROM LINEORDER GROUP BY LO_ORDERKEY)
        WHERE TOTAL <> CHARGES OR SAME <> CHARGES
        """,
        "(SELECT LO_PARTKEY FROM LINEORDER GROUP BY 1 HAVING count(DISTINCT LO_SUPPLYCOST) > 1)",
        "CUSTOMER WHERE C_CITY NOT SIMILAR TO rpad(left(C_NATION, 9), 9, ' ') || '[0-9]'",
        "SUPPLIER WHERE S_CITY NOT SIMILAR TO rpad(left(S_NATION, 9), 9, ' ') || '[0-9]'",
        """
        (SELECT C_NATION, C_REGION FROM CUSTOMER UNION SELECT S_NATION, S_REGION FROM SUPPLIER)
        GROUP BY C_NATION HAVING count(*) > 1
        """,
        "PART WHERE P_MFGR NOT SIMILAR TO 'MFGR#[1-5]'",
        "PART WHERE P_CATEGORY NOT SIMILAR TO P_MFGR || '[1-5]'",
        "PART WHERE P_BRAND NOT SIMILAR TO P_CATEGORY || '([1-9]|[1-3][0-9]|40)'",
        "PART WHERE P_NAME NOT SIMILAR TO '[a-z]+ [a-z]+' OR P_COLOR NOT SIMILAR TO '[a-z]+'",
      })
  void no_row_breaks_the_rule(String rule) throws Exception {
    assertEquals(List.of(), sample.rows("SELECT 'broken' FROM " + rule));
  }

  @Test
  void a_small_sample_spreads_over_the_whole_hierarchies() throws Exception {
    assertEquals(
        "5|25|876",
        sample
            .rows(
                """
                SELECT count(DISTINCT P_MFGR), count(DISTINCT P_CATEGORY), count(DISTINCT P_BRAND)
                FROM PART
                """)
            .getFirst());
    assertEquals(
        "5|25",
        sample
            .rows("SELECT count(DISTINCT C_REGION), count(DISTINCT C_NATION) FROM CUSTOMER")
            .getFirst());
  }

  private static Map<String, String> digests(SampleFile file) throws Exception {
    Map<String, String> digests = new TreeMap<>();
    for (String table : TABLES) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String row : file.rows("SELECT * FROM " + table)) {
        digest.update((row + "\n").getBytes(UTF_8));
      }
      digests.put(table, HexFormat.of().formatHex(digest.digest()).substring(0, 16));
    }
    return digests;
  }
}
