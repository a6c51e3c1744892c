package io.asyncquery.storage.parquet;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Memory;
import io.asyncquery.storage.results.UnfitValueException;
import io.asyncquery.storage.text.NumberText;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import org.apache.parquet.io.api.Binary;

/** Values of bytes, each valid until the next one is asked for. */
final class BinaryScratch {

  private static final VarHandle BIG_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_ENDIAN_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final BigInteger PRECISION_BOUND = BigInteger.TEN.pow(ParquetSchema.MAX_PRECISION);
  private static final int FIRST_BYTES = 64;

  private byte[] bytes = new byte[FIRST_BYTES];

  /** Text or binary. */
  Binary bytes(FlatVector vector, int row) {
    int length = vector.byteLength(row);
    if (length > bytes.length) {
      bytes = new byte[Math.max(length, bytes.length * 2)];
    }
    MemorySegment.copy(Memory.ALL, JAVA_BYTE, vector.byteAddress(row), bytes, 0, length);
    return Binary.fromReusedByteArray(bytes, 0, length);
  }

  /** An unscaled value of 128 bits. */
  Binary decimal(FlatVector vector, int row) {
    return big(vector.highLong(row), vector.lowLong(row));
  }

  Binary hugeint(FlatVector vector, int row) {
    long high = vector.highLong(row);
    if (high != vector.lowLong(row) >> 63) {
      requireDigits(NumberText.signed(vector.lowLong(row), high));
    }
    return decimal(vector, row);
  }

  Binary unsignedHugeint(FlatVector vector, int row) {
    if (vector.highLong(row) != 0) {
      requireDigits(NumberText.unsigned(vector.lowLong(row), vector.highLong(row)));
    }
    return decimal(vector, row);
  }

  Binary uuid(FlatVector vector, int row) {
    return big(vector.highLong(row) ^ Long.MIN_VALUE, vector.lowLong(row));
  }

  /** Months, days and milliseconds, each of 32 bits without a sign. */
  Binary interval(FlatVector vector, int row) {
    int months = (int) vector.lowLong(row);
    int days = (int) (vector.lowLong(row) >> 32);
    long micros = vector.highLong(row);
    if (months < 0 || days < 0 || micros < 0) {
      throw new UnfitValueException(
          "an interval with a sign, which Parquet cannot carry; cast it to VARCHAR");
    }
    if (micros % 1_000 != 0 || micros / 1_000 > 0xFFFF_FFFFL) {
      throw new UnfitValueException(
          "an interval finer than Parquet's milliseconds, or too long for them; cast it to"
              + " VARCHAR");
    }
    LITTLE_ENDIAN_INT.set(bytes, 0, months);
    LITTLE_ENDIAN_INT.set(bytes, 4, days);
    LITTLE_ENDIAN_INT.set(bytes, 8, (int) (micros / 1_000));
    return Binary.fromReusedByteArray(bytes, 0, ParquetSchema.INTERVAL_BYTES);
  }

  private Binary big(long high, long low) {
    BIG_ENDIAN_LONG.set(bytes, 0, high);
    BIG_ENDIAN_LONG.set(bytes, 8, low);
    return Binary.fromReusedByteArray(bytes, 0, ParquetSchema.DECIMAL_BYTES);
  }

  private static void requireDigits(BigInteger value) {
    if (value.abs().compareTo(PRECISION_BOUND) >= 0) {
      throw new UnfitValueException(
          "an integer of more than the %s digits that Parquet carries; cast it to VARCHAR"
              .formatted(ParquetSchema.MAX_PRECISION));
    }
  }
}
