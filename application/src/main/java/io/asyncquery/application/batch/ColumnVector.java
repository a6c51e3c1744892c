package io.asyncquery.application.batch;

import io.asyncquery.domain.ColumnType;
import java.util.List;

/**
 * The values of one column in a batch, in native memory. The layout is fixed by the type, whatever
 * engine the values come from, so that a format meets one layout:
 *
 * <table>
 *   <caption>Layouts, all little-endian</caption>
 *   <tr><td>BOOLEAN</td><td>1 byte, 0 or 1</td></tr>
 *   <tr><td>TINYINT .. BIGINT, HUGEINT, unsigned ones</td><td>1, 2, 4, 8, 16 bytes</td></tr>
 *   <tr><td>REAL, DOUBLE</td><td>4, 8 bytes</td></tr>
 *   <tr><td>DECIMAL(p,s)</td><td>the unscaled value in 2 bytes to p = 4, 4 to 9, 8 to 18, else
 *       16</td></tr>
 *   <tr><td>DATE</td><td>4 bytes, days since 1970-01-01</td></tr>
 *   <tr><td>TIME</td><td>8 bytes, microseconds since midnight</td></tr>
 *   <tr><td>TIME WITH TIME ZONE</td><td>8 bytes: the upper 40 bits microseconds since midnight, the
 *       lower 24 bits 57,599 minus the offset in seconds</td></tr>
 *   <tr><td>TIMESTAMP</td><td>8 bytes, units since 1970-01-01T00:00; the largest value is infinity,
 *       its negation minus infinity</td></tr>
 *   <tr><td>TIMESTAMP WITH TIME ZONE</td><td>8 bytes, microseconds since the epoch in UTC;
 *       infinities as above</td></tr>
 *   <tr><td>INTERVAL</td><td>16 bytes: months (4), days (4), microseconds (8)</td></tr>
 *   <tr><td>UUID</td><td>16 bytes, a 128-bit integer with its highest bit flipped</td></tr>
 *   <tr><td>VARCHAR, JSON, VARBINARY</td><td>16 bytes: the length (4), then up to 12 bytes in place,
 *       or 4 bytes of anything and the address of the bytes (8); text is UTF-8</td></tr>
 * </table>
 *
 * <p>It is DuckDB's own vector layout, so the default engine lends its memory without a copy.
 */
public sealed interface ColumnVector permits FlatVector, ListVector, StructVector {

  ColumnType type();

  Validity validity();

  default boolean isNull(int row) {
    return validity().isNull(row);
  }

  /** The children of a nested vector, empty for a flat one. */
  List<ColumnVector> children();
}
