package io.asyncquery.sql.sample;

import static io.asyncquery.sql.sample.SampleColumn.integer;
import static io.asyncquery.sql.sample.SampleColumn.varchar;

import io.trino.tpch.Supplier;
import java.util.Iterator;
import java.util.List;

/** SUPPLIER. */
final class SupplierRows implements TableRows {
  private static final List<SampleColumn> COLUMNS =
      List.of(
          integer("S_SUPPKEY"),
          varchar("S_NAME"),
          varchar("S_ADDRESS"),
          varchar("S_CITY"),
          varchar("S_NATION"),
          varchar("S_REGION"),
          varchar("S_PHONE"));
  private static final long CITY_SEED = 1_801_094_543L;

  private final Geography geography = new Geography(CITY_SEED);
  private final int total;
  private final Iterator<Supplier> suppliers;

  SupplierRows(Scale scale) {
    total = scale.suppliers();
    suppliers = Tpch.suppliers(total).iterator();
  }

  @Override
  public String table() {
    return "SUPPLIER";
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
    if (!suppliers.hasNext()) {
      return false;
    }
    Supplier supplier = suppliers.next();
    Geography.Place place = geography.next(supplier.nationKey());
    row.integer(Math.toIntExact(supplier.supplierKey()))
        .text(supplier.name())
        .text(supplier.address())
        .text(place.city())
        .text(place.nation())
        .text(place.region())
        .text(supplier.phone())
        .endRow();
    return true;
  }
}
