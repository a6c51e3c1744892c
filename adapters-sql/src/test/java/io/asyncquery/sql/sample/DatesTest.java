package io.asyncquery.sql.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DATES against the calendar, and against DuckDB's own idea of it. */
class DatesTest {
  @TempDir static Path folder;

  private static SampleFile sample;

  @BeforeAll
  static void makeSample() throws Exception {
    Path file = folder.resolve("ssb.duckdb");
    StarSchema.create(file, 0.0001, progress -> {});
    sample = new SampleFile(file);
  }

  @AfterAll
  static void closeSample() throws Exception {
    sample.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1992-01-01|January 1, 1992|Wednesday|January|1992|199201|Jan1992|4|1|1|1|1|Winter|0|0|1|1",
        "1992-02-29|February 29,"
            + " 1992|Saturday|February|1992|199202|Feb1992|7|29|60|2|9|Winter|1|1|0|0",
        "1994-04-20|April 20,"
            + " 1994|Wednesday|April|1994|199404|Apr1994|4|20|110|4|16|Spring|0|0|1|1",
        "1995-08-06|August 6, 1995|Sunday|August|1995|199508|Aug1995|1|6|218|8|32|Summer|0|0|0|0",
        "1996-10-31|October 31,"
            + " 1996|Thursday|October|1996|199610|Oct1996|5|31|305|10|44|Fall|0|1|0|1",
        "1998-12-31|December 31,"
            + " 1998|Thursday|December|1998|199812|Dec1998|5|31|365|12|53|Christmas|0|1|0|1",
      })
  void a_day_is_described_as_the_paper_has_it(String day) throws Exception {
    assertEquals(
        List.of(day),
        sample.rows("SELECT * FROM DATES WHERE D_DATEKEY = DATE '" + day.substring(0, 10) + "'"));
  }

  /** Each is a rule, said as the rows that break it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "D_DATE <> strftime(D_DATEKEY, '%B %-d, %Y') OR D_YEARMONTH <> strftime(D_DATEKEY, '%b%Y')",
        "D_DAYOFWEEK <> dayname(D_DATEKEY) OR D_MONTH <> monthname(D_DATEKEY)",
        "D_YEAR <> year(D_DATEKEY) OR D_YEARMONTHNUM <> D_YEAR * 100 + D_MONTHNUMINYEAR",
        "D_DAYNUMINWEEK <> dayofweek(D_DATEKEY) + 1 OR D_DAYNUMINMONTH <> day(D_DATEKEY)",
        "D_DAYNUMINYEAR <> dayofyear(D_DATEKEY) OR D_MONTHNUMINYEAR <> month(D_DATEKEY)",
        "D_WEEKNUMINYEAR <> (D_DAYNUMINYEAR - 1) // 7 + 1 OR D_WEEKNUMINYEAR NOT BETWEEN 1 AND 53",
        "(D_LASTDAYINWEEKFL = 1) <> (D_DAYOFWEEK = 'Saturday')",
        "(D_LASTDAYINMONTHFL = 1) <> (D_DATEKEY = last_day(D_DATEKEY))",
        "(D_WEEKDAYFL = 1) <> (isodow(D_DATEKEY) <= 5)",
      })
  void no_day_strays_from_the_calendar(String broken) throws Exception {
    assertEquals(List.of(), sample.rows("SELECT D_DATEKEY FROM DATES WHERE " + broken));
  }

  @Test
  void the_seven_years_are_there_day_by_day() throws Exception {
    assertEquals(
        List.of("1992-01-01|1998-12-31|2557|2557"),
        sample.rows(
            "SELECT min(D_DATEKEY), max(D_DATEKEY), count(*), count(DISTINCT D_DATEKEY) FROM"
                + " DATES"));
  }

  @Test
  void seasons_and_holidays_come_every_year() throws Exception {
    assertEquals(
        List.of("Christmas|61", "Fall|61", "Spring|30", "Summer|123", "Winter|90"),
        sample.rows(
            """
            SELECT D_SELLINGSEASON, count(*) FROM DATES WHERE D_YEAR = 1993
            GROUP BY 1 ORDER BY 1
            """));
    assertEquals(
        List.of("10", "10", "10", "10", "10", "10", "10"),
        sample.rows("SELECT sum(D_HOLIDAYFL) FROM DATES GROUP BY D_YEAR"));
  }
}
