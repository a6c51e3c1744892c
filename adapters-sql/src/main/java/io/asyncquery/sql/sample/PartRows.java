package io.asyncquery.sql.sample;

import static io.asyncquery.sql.sample.SampleColumn.integer;
import static io.asyncquery.sql.sample.SampleColumn.varchar;

import io.trino.tpch.Part;
import io.trino.tpch.RandomBoundedInt;
import java.util.Iterator;
import java.util.List;

/** PART: five makers, five categories each, forty brands each. */
final class PartRows implements TableRows {
  private static final List<SampleColumn> COLUMNS =
      List.of(
          integer("P_PARTKEY"),
          varchar("P_NAME"),
          varchar("P_MFGR"),
          varchar("P_CATEGORY"),
          varchar("P_BRAND"),
          varchar("P_COLOR"),
          varchar("P_TYPE"),
          integer("P_SIZE"),
          varchar("P_CONTAINER"));
  private static final String TPCH_BRAND = "Brand#";
  private static final long BRAND_SEED = 1_461_832_127L;

  private final RandomBoundedInt brandNumber = new RandomBoundedInt(BRAND_SEED, 1, 40);
  private final int total;
  private final Iterator<Part> parts;

  PartRows(Scale scale) {
    total = scale.parts();
    parts = Tpch.parts(total).iterator();
  }

  @Override
  public String table() {
    return "PART";
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
    if (!parts.hasNext()) {
      return false;
    }
    Part part = parts.next();
    // TPC-H names a part by five colours: the first is the colour here, the two after it the name.
    String[] colors = part.name().split(" ", 4);
    String category = category(part);
    row.integer(Math.toIntExact(part.partKey()))
        .text(colors[1] + " " + colors[2])
        .text(category.substring(0, category.length() - 1))
        .text(category)
        .text(category + brandNumber.nextValue())
        .text(colors[0])
        .text(part.type())
        .integer(part.size())
        .text(part.container())
        .endRow();
    brandNumber.rowFinished();
    return true;
  }

  /** TPC-H's brand is a digit for the maker and a digit for one of its five brands. */
  private static String category(Part part) {
    return "MFGR#" + part.brand().substring(TPCH_BRAND.length());
  }
}
