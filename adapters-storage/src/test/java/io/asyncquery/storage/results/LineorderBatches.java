package io.asyncquery.storage.results;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnAppender;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * As many rows as wanted in the shape of the Star Schema Benchmark's order lines. Some batches are
 * made once and lent again and again, so that what is measured is the encoder.
 */
final class LineorderBatches implements ColumnBatches, AutoCloseable {

  private static final int ROWS_PER_BATCH = 16_384;
  private static final int DISTINCT_BATCHES = 24;
  private static final int FIRST_ORDER_DAY = 8_035;
  private static final List<String> PRIORITIES =
      List.of("1-URGENT", "2-HIGH", "3-MEDIUM", "4-NOT SPECIFIED", "5-LOW");
  private static final List<String> SHIP_MODES =
      List.of("AIR", "FOB", "MAIL", "RAIL", "REG AIR", "SHIP", "TRUCK");

  private static final List<Column> COLUMNS =
      List.of(
          new Column("LO_ORDERKEY", Scalar.BIGINT),
          new Column("LO_LINENUMBER", Scalar.BIGINT),
          new Column("LO_CUSTKEY", Scalar.INTEGER),
          new Column("LO_PARTKEY", Scalar.INTEGER),
          new Column("LO_SUPPKEY", Scalar.INTEGER),
          new Column("LO_ORDERDATE", Scalar.DATE),
          new Column("LO_ORDERPRIOTITY", Scalar.VARCHAR),
          new Column("LO_SHIPPRIOTITY", Scalar.INTEGER),
          new Column("LO_QUANTITY", Scalar.BIGINT),
          new Column("LO_EXTENDEDPRICE", Scalar.BIGINT),
          new Column("LO_ORDTOTALPRICE", Scalar.BIGINT),
          new Column("LO_DISCOUNT", Scalar.BIGINT),
          new Column("LO_REVENUE", Scalar.BIGINT),
          new Column("LO_SUPPLYCOST", Scalar.BIGINT),
          new Column("LO_TAX", Scalar.BIGINT),
          new Column("LO_COMMITDATE", Scalar.DATE),
          new Column("LO_SHIPMODE", Scalar.VARCHAR),
          new Column("V_REVENUE", Scalar.BIGINT));

  private final List<ColumnBatch> made = new ArrayList<>();
  private final long rows;
  private long lent;
  private int turn;

  LineorderBatches(long rows) {
    this.rows = rows;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(42);
    long orders = 0;
    for (int i = 0; i < DISTINCT_BATCHES; i++) {
      made.add(make(orders, random));
      orders += ROWS_PER_BATCH / 4;
    }
  }

  @Override
  public List<Column> columns() {
    return COLUMNS;
  }

  @Override
  public Optional<ColumnBatch> next() {
    if (lent == rows) {
      return Optional.empty();
    }
    int count = (int) Math.min(ROWS_PER_BATCH, rows - lent);
    lent += count;
    return Optional.of(new Lent(count, made.get(turn++ % DISTINCT_BATCHES)));
  }

  @Override
  public void close() {
    made.forEach(ColumnBatch::close);
  }

  private static ColumnBatch make(long firstOrder, RandomGenerator random) {
    BatchBuilder batch = new BatchBuilder(COLUMNS);
    for (int row = 0; row < ROWS_PER_BATCH; row++) {
      append(batch, (firstOrder + row / 4) * 4 + 1, row % 4 + 1, random);
      batch.endRow();
    }
    return batch.build();
  }

  private static void append(BatchBuilder batch, long order, int line, RandomGenerator random) {
    RandomGenerator perOrder = RandomGeneratorFactory.of("L64X128MixRandom").create(order);
    int orderDay = FIRST_ORDER_DAY + perOrder.nextInt(2_400);
    long price = random.nextLong(90_000, 10_494_950);
    long discount = random.nextLong(11);
    Cells cells = new Cells(batch);
    cells.next().appendLong(order);
    cells.next().appendLong(line);
    cells.next().appendInt(perOrder.nextInt(1, 30_001));
    cells.next().appendInt(random.nextInt(1, 200_001));
    cells.next().appendInt(random.nextInt(1, 2_001));
    cells.next().appendInt(orderDay);
    cells.next().appendText(PRIORITIES.get(perOrder.nextInt(PRIORITIES.size())));
    cells.next().appendInt(0);
    cells.next().appendLong(random.nextLong(1, 51));
    cells.next().appendLong(price);
    cells.next().appendLong(perOrder.nextLong(900_000, 55_528_516));
    cells.next().appendLong(discount);
    cells.next().appendLong(price * (100 - discount) / 100);
    cells.next().appendLong(random.nextLong(54_000, 125_940));
    cells.next().appendLong(random.nextLong(9));
    cells.next().appendInt(orderDay + random.nextInt(30, 91));
    cells.next().appendText(SHIP_MODES.get(random.nextInt(SHIP_MODES.size())));
    cells.next().appendLong(price * discount);
  }

  /** The columns of a batch, one after the other. */
  private static final class Cells {
    private final BatchBuilder batch;
    private int next;

    Cells(BatchBuilder batch) {
      this.batch = batch;
    }

    ColumnAppender next() {
      return batch.column(next++);
    }
  }

  private record Lent(int rowCount, ColumnBatch batch) implements ColumnBatch {
    @Override
    public ColumnVector column(int index) {
      return batch.column(index);
    }

    @Override
    public void close() {}
  }
}
