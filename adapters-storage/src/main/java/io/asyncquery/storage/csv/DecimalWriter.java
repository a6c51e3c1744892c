package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType.Decimal;

/** Decimals of up to 18 digits. */
final class DecimalWriter extends LongsWriter {

  private final PlainDecimal text;

  DecimalWriter(CellFrame frame, Decimal type) {
    super(frame, type, PlainDecimal.BOUND);
    this.text = new PlainDecimal(type.scale());
  }

  @Override
  void writeAll(Block block, int count, byte[] out, int[] at) {
    for (int i = 0; i < count; i++) {
      at[i] = frame.close(out, text.write(out, frame.open(out, at[i]), values[i]));
    }
  }
}
