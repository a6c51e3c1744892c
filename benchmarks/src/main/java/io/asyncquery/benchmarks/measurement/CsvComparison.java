package io.asyncquery.benchmarks.measurement;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Two CSV files with the same rows in the same order: their bytes where they agree, else their
 * values, cell by cell. No value may hold a line break.
 *
 * @param rows of each; 0 where the bytes are the same, and were not looked into
 * @param spelledOtherwise cells that are written in two ways and mean the same
 */
record CsvComparison(long bytes, long rows, long spelledOtherwise) {

  /** What was found, as part of a sentence. */
  String sentence() {
    if (spelledOtherwise == 0) {
      return rows == 0
          ? "the %d bytes are the same".formatted(bytes)
          : "the %d rows have the same values, spelled alike".formatted(rows);
    }
    return ("the %d rows have the same values; %d cells are spelled otherwise, such as "
            + "numbers with an exponent")
        .formatted(rows, spelledOtherwise);
  }

  /**
   * Compares.
   *
   * @throws IllegalStateException the values differ
   */
  static CsvComparison of(Path theirs, Path ours) throws IOException {
    if (Files.mismatch(theirs, ours) < 0) {
      return new CsvComparison(Files.size(ours), 0, 0);
    }
    try (BufferedReader left = Files.newBufferedReader(theirs, StandardCharsets.UTF_8)) {
      return of(left, ours, UnaryOperator.identity());
    }
  }

  /**
   * Theirs has names in its first line and tabs between the cells, none of which may hold a comma,
   * a quote or what a tab would have to be told from.
   *
   * @throws IllegalStateException the values differ
   */
  static CsvComparison ofTabs(Path theirs, Path ours) throws IOException {
    try (BufferedReader left = Files.newBufferedReader(theirs, StandardCharsets.UTF_8)) {
      String names = left.readLine();
      if (names == null || !names.contains("\t")) {
        throw new IllegalStateException("[" + theirs + "] has no names");
      }
      return of(left, ours, line -> line.replace('\t', ','));
    }
  }

  /**
   * The rows may come in any order: held against each other are their number and sums over what
   * they hold, in which each row counts. Theirs may have quotes that ours do not need.
   *
   * @throws IllegalStateException the values differ
   */
  static CsvComparison ofAnyOrder(Path theirs, Path ours) throws IOException {
    RowSum left = RowSum.of(theirs);
    RowSum right = RowSum.of(ours);
    if (!left.equals(right)) {
      throw new IllegalStateException(
          "The rows differ: theirs are [%s], ours [%s]".formatted(left, right));
    }
    return new CsvComparison(Files.size(ours), right.rows(), 0);
  }

  /**
   * What does not depend on the order of rows.
   *
   * @param sum of a number made of each row
   * @param squares of those numbers
   */
  private record RowSum(long rows, long sum, long squares) {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    static RowSum of(Path file) throws IOException {
      long rows = 0;
      long sum = 0;
      long squares = 0;
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          long number = number(cells(line));
          rows++;
          sum += number;
          squares += number * number;
        }
      }
      return new RowSum(rows, sum, squares);
    }

    private static long number(List<String> cells) {
      long number = FNV_OFFSET;
      for (String cell : cells) {
        for (int i = 0; i < cell.length(); i++) {
          number = (number ^ cell.charAt(i)) * FNV_PRIME;
        }
        // No cell holds a line break.
        number = (number ^ '\n') * FNV_PRIME;
      }
      return number ^ (number >>> 32);
    }
  }

  private static CsvComparison of(BufferedReader left, Path ours, UnaryOperator<String> asCsv)
      throws IOException {
    long rows = 0;
    long otherwise = 0;
    try (BufferedReader right = Files.newBufferedReader(ours, StandardCharsets.UTF_8)) {
      String their = left.readLine();
      String our = right.readLine();
      while (their != null && our != null) {
        rows++;
        their = asCsv.apply(their);
        otherwise += their.equals(our) ? 0 : differences(their, our, rows);
        their = left.readLine();
        our = right.readLine();
      }
      if (their != null || our != null) {
        throw new IllegalStateException("One file ends after row [" + rows + "], the other later");
      }
    }
    return new CsvComparison(Files.size(ours), rows, otherwise);
  }

  private static int differences(String their, String our, long row) {
    List<String> left = cells(their);
    List<String> right = cells(our);
    int differences = 0;
    for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
      if (left.size() != right.size() || !sameValue(left.get(i), right.get(i))) {
        throw new IllegalStateException(
            "Row [%d] differs: theirs [%s], ours [%s]".formatted(row, their, our));
      }
      differences += left.get(i).equals(right.get(i)) ? 0 : 1;
    }
    // Where all cells are the same, one of the lines has quotes that it does not need.
    return Math.max(1, differences);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  private static boolean sameValue(String left, String right) {
    if (left.equals(right)) {
      return true;
    }
    try {
      return new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
