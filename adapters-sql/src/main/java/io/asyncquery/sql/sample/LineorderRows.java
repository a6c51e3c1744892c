package io.asyncquery.sql.sample;

import static io.asyncquery.sql.sample.SampleColumn.bigint;
import static io.asyncquery.sql.sample.SampleColumn.date;
import static io.asyncquery.sql.sample.SampleColumn.integer;
import static io.asyncquery.sql.sample.SampleColumn.varchar;

import io.trino.tpch.LineItem;
import io.trino.tpch.Order;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** LINEORDER: the lines of TPC-H's orders, each with what the order knows of it. */
final class LineorderRows implements TableRows {
  private static final List<SampleColumn> COLUMNS =
      List.of(
          bigint("LO_ORDERKEY"),
          bigint("LO_LINENUMBER"),
          integer("LO_CUSTKEY"),
          integer("LO_PARTKEY"),
          integer("LO_SUPPKEY"),
          date("LO_ORDERDATE"),
          varchar("LO_ORDERPRIOTITY"),
          integer("LO_SHIPPRIOTITY"),
          bigint("LO_QUANTITY"),
          bigint("LO_EXTENDEDPRICE"),
          bigint("LO_ORDTOTALPRICE"),
          bigint("LO_DISCOUNT"),
          bigint("LO_REVENUE"),
          bigint("LO_SUPPLYCOST"),
          bigint("LO_TAX"),
          date("LO_COMMITDATE"),
          varchar("LO_SHIPMODE"));
  private static final int LINES_PER_ORDER = 4;

  private final int customers;
  private final int suppliers;
  private final int parts;
  private final Iterator<Order> orders;
  private final Iterator<LineItem> items;
  private final List<SaleLine> lines = new ArrayList<>();
  private long ordersLeft;
  private long written;
  private LineItem ahead;
  private Order order;
  private long orderTotal;
  private int position;

  LineorderRows(Scale scale) {
    customers = scale.customers();
    suppliers = scale.suppliers();
    parts = scale.parts();
    orders = Tpch.orders(scale).iterator();
    items = Tpch.lines(scale).iterator();
    ordersLeft = Tpch.orderCount(scale);
    ahead = items.next();
    order = orders.next();
    readLines();
  }

  @Override
  public String table() {
    return "LINEORDER";
  }

  @Override
  public List<SampleColumn> columns() {
    return COLUMNS;
  }

  @Override
  public long total() {
    return written + lines.size() - position + ordersLeft * LINES_PER_ORDER;
  }

  @Override
  public boolean next(RowWriter row) {
    if (position == lines.size()) {
      if (!orders.hasNext()) {
        return false;
      }
      order = orders.next();
      readLines();
    }
    write(row, lines.get(position++));
    written++;
    return true;
  }

  /** An order's total is in each of its lines, so that all are read before the first is written. */
  private void readLines() {
    lines.clear();
    position = 0;
    boolean more;
    do {
      lines.add(SaleLine.of(ahead, parts, suppliers));
      more = items.hasNext();
      if (more) {
        ahead = items.next();
      }
    } while (more && ahead.orderKey() == order.orderKey());
    orderTotal = lines.stream().mapToLong(SaleLine::charge).sum();
    ordersLeft--;
  }

  private void write(RowWriter row, SaleLine line) {
    row.bigint(order.orderKey())
        .bigint(line.item().lineNumber())
        .integer(SaleLine.fold(order.customerKey(), customers))
        .integer(line.part())
        .integer(line.supplier())
        .date(LocalDate.ofEpochDay(order.orderDate()))
        .text(order.orderPriority())
        .integer(order.shipPriority())
        .bigint(line.item().quantity())
        .bigint(line.extendedPrice())
        .bigint(orderTotal)
        .bigint(line.item().discountPercent())
        .bigint(line.revenue())
        .bigint(line.supplyCost())
        .bigint(line.item().taxPercent())
        .date(LocalDate.ofEpochDay(line.item().commitDate()))
        .text(line.item().shipMode())
        .endRow();
  }
}
