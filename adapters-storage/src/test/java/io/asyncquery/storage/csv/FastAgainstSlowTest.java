package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Timestamp;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.storage.text.TextBuffer;
import io.asyncquery.storage.text.ValueText;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fast writer writes the bytes that the slow spelling of its type gives, for any bits. */
class FastAgainstSlowTest {

  private static final int ROWS = 20_000;

  static Stream<ColumnType> types() {
    Stream<ColumnType> scalars =
        Arrays.stream(Scalar.values())
            .filter(type -> type != Scalar.VARCHAR && type != Scalar.JSON)
            .filter(type -> type != Scalar.VARBINARY && type != Scalar.TIME_WITH_TIME_ZONE)
            .map(type -> type);
    Stream<ColumnType> timestamps = Arrays.stream(Timestamp.Unit.values()).map(Timestamp::new);
    Stream<ColumnType> decimals =
        IntStream.rangeClosed(1, 38)
            .boxed()
            .flatMap(p -> IntStream.rangeClosed(0, p).mapToObj(s -> new Decimal(p, s)));
    return Stream.of(scalars, timestamps, decimals).flatMap(stream -> stream);
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_fast_way_and_the_slow_way_agree(ColumnType type) {
    int rows = type instanceof Decimal ? 700 : ROWS;
    assertAgreement(type, new Random(type.hashCode()), rows, 0);
    assertAgreement(type, new Random(type.hashCode()), 700, 3);
  }

  @Property(tries = 100)
  void they_agree_for_any_bits(@ForAll long seed) {
    Random random = new Random(seed);
    List<ColumnType> all = types().toList();
    assertAgreement(all.get(random.nextInt(all.size())), random, 300, random.nextInt(4));
  }

  /** Else this test would compare the slow way with itself. */
  @Test
  void the_common_types_have_a_fast_writer() {
    types()
        .filter(type -> type != Scalar.INTERVAL)
        .forEach(type ->
            assertNotEquals(
                OtherWriter.class,
                CellWriters.of(new Column("c", type), CsvDialect.DEFAULT, true).getClass(),
                type::sqlName));
  }

  private static void assertAgreement(ColumnType type, Random random, int rows, int nullsInFour) {
    List<Column> columns = List.of(new Column("c", type));
    BatchBuilder builder = new BatchBuilder(columns);
    for (int row = 0; row < rows; row++) {
      if (random.nextInt(4) < nullsInFour) {
        builder.column(0).appendNull();
      } else {
        append(builder.column(0), type, random);
      }
      builder.endRow();
    }
    try (ColumnBatch batch = builder.build()) {
      Lines lines = new Lines();
      new RowEncoder(columns, CsvDialect.DEFAULT).encode(batch, 0, lines);
      String fast =
          new String(lines.bytes(), 0, lines.size(), java.nio.charset.StandardCharsets.UTF_8);
      assertEquals(slow(batch, type), List.of(fast.split("\n", -1)), type::sqlName);
    }
  }

  /** The lines, and an empty one behind the last. */
  private static List<String> slow(ColumnBatch batch, ColumnType type) {
    List<String> lines = new ArrayList<>();
    ValueText text = ValueText.of(type);
    for (int row = 0; row < batch.rowCount(); row++) {
      TextBuffer line = TextBuffer.small();
      if (!batch.column(0).isNull(row)) {
        text.append(batch.column(0), row, line);
      }
      lines.add(line.toString());
    }
    lines.add("");
    return lines;
  }

  private static void append(ColumnAppender column, ColumnType type, Random random) {
    switch (type) {
      case Decimal decimal -> appendDecimal(column, decimal, random);
      case Scalar.BOOLEAN -> column.appendBoolean(random.nextBoolean());
      case Scalar.TIME -> column.appendLong(random.nextLong(86_400_000_001L));
      default -> {
        long low = bits(random);
        switch (Layout.width(type)) {
          case 1 -> column.appendByte((byte) low);
          case 2 -> column.appendShort((short) low);
          case 4 -> column.appendInt((int) low);
          case 8 -> column.appendLong(low);
          default -> column.appendWide(low, random.nextInt(3) == 0 ? low >> 63 : bits(random));
        }
      }
    }
  }

  /** Any 64 bits; those of few digits, those at the ends and those around days as often. */
  private static long bits(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextLong() >> random.nextInt(64);
      case 2 -> (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE) + random.nextInt(-2, 3);
      case 3 ->
          (random.nextBoolean() ? Integer.MIN_VALUE : Integer.MAX_VALUE)
              + (long) random.nextInt(-2, 3);
      case 4 -> random.nextInt(-26_000, 48_000) * 86_400L * power(random) + random.nextInt(-2, 3);
      default -> power(random) * random.nextInt(-12, 12) + random.nextInt(-2, 3);
    };
  }

  private static long power(Random random) {
    return BigInteger.TEN.pow(random.nextInt(19)).longValue();
  }

  private static void appendDecimal(ColumnAppender column, Decimal type, Random random) {
    BigInteger end = BigInteger.TEN.pow(random.nextInt(type.precision() + 1));
    BigInteger magnitude =
        random.nextInt(4) == 0
            ? end.subtract(BigInteger.ONE)
            : new BigInteger(end.bitLength() + 1, random).mod(end);
    BigInteger value = random.nextBoolean() ? magnitude.negate() : magnitude;
    if (type.precision() > 18) {
      column.appendWide(value.longValue(), value.shiftRight(64).longValue());
    } else {
      column.appendUnscaled(value.longValueExact());
    }
  }
}
