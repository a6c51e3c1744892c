package io.asyncquery.storage.parquet;

import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.ColumnOrder.ColumnOrderName;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** The least and the greatest value of a column in a row group, for readers that skip groups. */
final class ChunkStatistics {

  /** Longer values are not worth a place in the footer. */
  private static final int MAX_BYTES = 256;

  private ChunkStatistics() {}

  /** What the footer says, or nothing where the type has no order or NaN would break it. */
  static Optional<org.apache.parquet.format.Statistics> of(Statistics<?> statistics) {
    if (!ordered(statistics.type()) || statistics.isEmpty()) {
      return Optional.empty();
    }
    var footer = new org.apache.parquet.format.Statistics();
    footer.setNull_count(statistics.getNumNulls());
    if (statistics.hasNonNullValue() && statistics.isSmallerThan(MAX_BYTES)) {
      footer.setMin_value(statistics.getMinBytes());
      footer.setMax_value(statistics.getMaxBytes());
    }
    return Optional.of(footer);
  }

  /** Whether statistics of values of this type are of use. */
  static boolean ordered(PrimitiveType type) {
    PrimitiveTypeName name = type.getPrimitiveTypeName();
    return name != PrimitiveTypeName.FLOAT
        && name != PrimitiveTypeName.DOUBLE
        && type.columnOrder().getColumnOrderName() != ColumnOrderName.UNDEFINED;
  }
}
