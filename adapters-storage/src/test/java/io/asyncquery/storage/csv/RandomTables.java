package io.asyncquery.storage.csv;

import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dialects and tables that follow from a seed. */
final class RandomTables {

  /** One row, full and broken words of validity, full and broken blocks, several groups. */
  private static final int[] ROWS = {1, 2, 63, 64, 65, 127, 128, 129, 256, 300, 1_000, 2_049};

  private static final int MOST_ROWS_A_BATCH = 5_000;

  private static final List<String> CHARSETS =
      List.of("UTF-8", "UTF-8", "GBK", "UTF-16", "UTF-16LE", "ISO-8859-1", "ISO-2022-JP", "UTF-32");
  private static final List<String> NULL_TEXTS =
      List.of("", "", "", "NULL", "\\N", "-", "0", "true", "NaN", "1", " ", "零", "'=", "''");
  private static final String ASCII_SEPARATORS = ",,,;|\t :.-+'=@0aeTN\u0001\u0085";
  private static final int[] WIDE_SEPARATORS = {0xa0, 0xe9, 0x3001, 0xfeff, 0xffff, 0x1f600};

  private final Random random;

  RandomTables(long seed) {
    this.random = new Random(seed);
  }

  /** Any dialect that can be asked for. */
  CsvDialect dialect() {
    return Stream.generate(this::dialectIfValid)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow();
  }

  /** Nothing where the options do not go together. */
  private Optional<CsvDialect> dialectIfValid() {
    Charset charset = Charset.forName(oneOf(CHARSETS));
    try {
      return Optional.of(
          new CsvDialect(
              separator(),
              random.nextBoolean(),
              charset,
              oneOf(List.of(Quoting.values())),
              oneOf(NULL_TEXTS),
              oneOf(List.of(LineEnding.values())),
              charset.name().startsWith("UTF-") && random.nextBoolean(),
              random.nextInt(3) == 0));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private int separator() {
    return switch (random.nextInt(4)) {
      case 0 -> WIDE_SEPARATORS[random.nextInt(WIDE_SEPARATORS.length)];
      case 1 -> random.nextInt(1, 0xd800);
      default -> ASCII_SEPARATORS.charAt(random.nextInt(ASCII_SEPARATORS.length()));
    };
  }

  /** Some columns of any types. */
  Rows table(CsvDialect dialect) {
    RandomText names = new RandomText(random, dialect);
    List<Column> columns = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      columns.add(new Column(names.next(), type()));
    }
    return table(dialect, columns, ROWS[random.nextInt(ROWS.length)]);
  }

  /** The columns given, and so many rows. */
  Rows table(CsvDialect dialect, List<Column> columns, int count) {
    RandomValues values = new RandomValues(random, new RandomText(random, dialect));
    Rows rows = Rows.of(columns).perBatch(random.nextInt(1, MOST_ROWS_A_BATCH + 1));
    // In hundredths: never, at times, mostly, always.
    List<Integer> nulls = columns.stream().map(_ -> oneOf(List.of(0, 0, 5, 50, 95, 100))).toList();
    for (int row = 0; row < count; row++) {
      @Nullable Object[] cells = new @Nullable Object[columns.size()];
      for (int i = 0; i < cells.length; i++) {
        boolean isNull = random.nextInt(100) < nulls.get(i);
        cells[i] = isNull ? null : values.value(columns.get(i).type());
      }
      rows.row(cells);
    }
    return rows;
  }

  /** Any type; decimals of every precision and scale. */
  ColumnType type() {
    if (random.nextInt(5) == 0) {
      int precision = random.nextInt(1, 39);
      return new ColumnType.Decimal(precision, random.nextInt(precision + 1));
    }
    return oneOf(StoredForms.types());
  }

  private <T> T oneOf(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
