package io.asyncquery.sql.tpch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asyncquery.sql.Databases;
import io.asyncquery.sql.SourceDefinition;
import io.asyncquery.sql.SqlQueryEngine;
import io.asyncquery.sql.duckdb.DuckDbSettings;
import io.trino.tpch.LineItem;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class DuckDbTpchTest extends TpchSuite {

  @Override
  protected SqlQueryEngine open(Path folder) throws Exception {
    Path file = TpchData.duckDb(folder, "tpch.duckdb", EnumSet.allOf(TpchTable.class));
    return SqlQueryEngine.open(
        List.of(Databases.project(new SourceDefinition.DuckDbFile(file))),
        DuckDbSettings.defaults());
  }

  /** What all answers are held against, counted from the generator's rows without any SQL. */
  @Test
  void the_sums_of_the_first_query_are_those_of_the_rows() throws SQLException {
    TreeMap<String, long[]> groups = new TreeMap<>();
    for (LineItem line : lines(day -> !day.isAfter(LocalDate.of(1998, 9, 2)))) {
      long[] sums = groups.computeIfAbsent(line.returnFlag() + line.status(), _ -> new long[4]);
      sums[0] += line.quantity();
      sums[1] += line.extendedPriceInCents();
      sums[2] += line.extendedPriceInCents() * (100 - line.discountPercent());
      sums[3]++;
    }
    List<List<String>> expected =
        groups.entrySet().stream()
            .map(group ->
                List.of(
                    group.getKey(),
                    text(group.getValue()[0]),
                    text(BigDecimal.valueOf(group.getValue()[1], 2)),
                    text(BigDecimal.valueOf(group.getValue()[2], 4)),
                    text(group.getValue()[3])))
            .toList();

    List<List<String>> first =
        truth(TpchQuery.Q1.sql()).stream()
            .map(row ->
                List.of(row.get(0) + row.get(1), row.get(2), row.get(3), row.get(4), row.get(9)))
            .toList();
    assertEquals(expected, first);
  }

  @Test
  void the_sum_of_the_sixth_query_is_that_of_the_rows() throws SQLException {
    long sum =
        lines(day -> day.getYear() == 1994).stream()
            .filter(line -> line.discountPercent() >= 5 && line.discountPercent() <= 7)
            .filter(line -> line.quantity() < 24)
            .mapToLong(line -> line.extendedPriceInCents() * line.discountPercent())
            .sum();

    assertEquals(List.of(List.of(text(BigDecimal.valueOf(sum, 4)))), truth(TpchQuery.Q6.sql()));
  }

  private static List<LineItem> lines(Predicate<LocalDate> shipped) {
    return TpchTable.lines()
        .filter(line -> shipped.test(LocalDate.ofEpochDay(line.shipDate())))
        .toList();
  }
}
