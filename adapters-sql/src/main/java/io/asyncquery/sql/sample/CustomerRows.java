package io.asyncquery.sql.sample;

import static io.asyncquery.sql.sample.SampleColumn.integer;
import static io.asyncquery.sql.sample.SampleColumn.varchar;

import io.trino.tpch.Customer;
import java.util.Iterator;
import java.util.List;

/** CUSTOMER. */
final class CustomerRows implements TableRows {
  private static final List<SampleColumn> COLUMNS =
      List.of(
          integer("C_CUSTKEY"),
          varchar("C_NAME"),
          varchar("C_ADDRESS"),
          varchar("C_CITY"),
          varchar("C_NATION"),
          varchar("C_REGION"),
          varchar("C_PHONE"),
          varchar("C_MKTSEGMENT"));
  private static final long CITY_SEED = 1_226_391_577L;

  private final Geography geography = new Geography(CITY_SEED);
  private final int total;
  private final Iterator<Customer> customers;

  CustomerRows(Scale scale) {
    total = scale.customers();
    customers = Tpch.customers(total).iterator();
  }

  @Override
  public String table() {
    return "CUSTOMER";
  }

  @Override
  public List<SampleColumn> columns() {
    return COLUMNS;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public boolean next(RowWriter row) {
    if (!customers.hasNext()) {
      return false;
    }
    Customer customer = customers.next();
    Geography.Place place = geography.next(customer.nationKey());
    row.integer(Math.toIntExact(customer.customerKey()))
        .text(customer.name())
        .text(customer.address())
        .text(place.city())
        .text(place.nation())
        .text(place.region())
        .text(customer.phone())
        .text(customer.marketSegment())
        .endRow();
    return true;
  }
}
