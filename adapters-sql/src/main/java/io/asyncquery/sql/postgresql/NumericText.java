package io.asyncquery.sql.postgresql;

import io.asyncquery.application.batch.ColumnAppender;
import java.lang.foreign.MemorySegment;
import java.sql.SQLException;

/** A number of any size as its digits: {@code -0.050}, {@code NaN}, {@code Infinity}. */
final class NumericText implements FieldDecoder {

  private final NumericField number = new NumericField();
  private byte[] text = new byte[64];
  private int length;

  @Override
  public void decode(CopyInput from, int bytes, ColumnAppender to) throws SQLException {
    number.take(from, bytes);
    if (!number.word().isEmpty()) {
      to.appendText(number.word());
      return;
    }
    write();
    to.appendBytes(MemorySegment.ofArray(text), 0, length);
  }

  private void write() {
    reserve();
    length = 0;
    if (number.isNegative()) {
      text[length++] = '-';
    }
    writeInteger();
    if (number.scale() > 0) {
      text[length++] = '.';
      int end = length + number.scale();
      for (int group = number.weight() + 1; length < end; group++) {
        writeGroup(number.group(group));
      }
      length = end;
    }
  }

  private void writeInteger() {
    int begin = length;
    for (int i = 0; i <= number.weight(); i++) {
      writeGroup(number.group(i));
    }
    int zeros = begin;
    while (zeros < length && text[zeros] == '0') {
      zeros++;
    }
    if (zeros == length) {
      length = begin;
      text[length++] = '0';
    } else {
      System.arraycopy(text, zeros, text, begin, length - zeros);
      length -= zeros - begin;
    }
  }

  private void writeGroup(int group) {
    text[length++] = (byte) ('0' + group / 1_000);
    text[length++] = (byte) ('0' + group / 100 % 10);
    text[length++] = (byte) ('0' + group / 10 % 10);
    text[length++] = (byte) ('0' + group % 10);
  }

  private void reserve() {
    int most = 8 + NumericField.GROUP * (Math.max(0, number.weight() + 1) + 1) + number.scale();
    if (text.length < most) {
      text = new byte[most * 2];
    }
  }
}
