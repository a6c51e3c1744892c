package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Floating-point numbers are written as Java writes them, and the mathematics behind it holds. */
class ShortestDecimalTest {

  private static final int NEIGHBOURS = 50;

  @Test
  void two_million_doubles_of_random_bits_are_written_as_java_writes_them() {
    assertDoubles(2_000_000, new SplittableRandom(1)::nextLong);
  }

  @Test
  void two_million_floats_of_random_bits_are_written_as_java_writes_them() {
    assertFloats(2_000_000, new SplittableRandom(2)::nextLong);
  }

  @Test
  @Tag("slow")
  void fifty_million_doubles_of_random_bits_are_written_as_java_writes_them() {
    assertDoubles(50_000_000, new SplittableRandom(3)::nextLong);
  }

  @Test
  @Tag("slow")
  void fifty_million_floats_of_random_bits_are_written_as_java_writes_them() {
    assertFloats(50_000_000, new SplittableRandom(4)::nextLong);
  }

  @Test
  void decimals_of_few_digits_are_written_as_java_writes_them() {
    SplittableRandom random = new SplittableRandom(5);
    assertDoubles(
        1_000_000,
        () -> {
          long digits = random.nextLong() >> random.nextInt(64);
          return Double.doubleToRawLongBits(digits / Math.pow(10, random.nextInt(23)));
        });
  }

  @Test
  void powers_of_two_and_their_neighbours_are_written_as_java_writes_them() {
    for (int exponent = 0; exponent <= 0x7ff; exponent++) {
      assertNeighbours((long) exponent << 52);
    }
    for (int exponent = 0; exponent <= 0xff; exponent++) {
      assertFloatNeighbours(exponent << 23);
    }
  }

  @Test
  void powers_of_ten_and_their_neighbours_are_written_as_java_writes_them() {
    for (int exponent = -324; exponent <= 308; exponent++) {
      for (int digit = 1; digit <= 9; digit++) {
        String decimal = digit + "e" + exponent;
        assertNeighbours(Double.doubleToRawLongBits(Double.parseDouble(decimal)));
        assertFloatNeighbours(Float.floatToRawIntBits(Float.parseFloat(decimal)));
      }
    }
  }

  @Test
  void halves_between_two_decimals_are_written_as_java_writes_them() {
    for (long i = 1; i < 200_000; i++) {
      assertWritten(Double.doubleToRawLongBits(i / 2.0));
      assertWritten(Double.doubleToRawLongBits((double) ((1L << 53) + i * 2)));
      assertWritten(Double.doubleToRawLongBits(Math.scalb((double) i, 40)));
    }
  }

  @Test
  void the_powers_of_ten_are_rounded_up_by_at_most_one() {
    for (int exponent = -292; exponent <= 324; exponent++) {
      BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
      BigDecimal unit = twoTo(PowersOfTen.floorLog2(exponent) - 127);
      BigDecimal kept =
          new BigDecimal(
              new BigInteger(Long.toUnsignedString(PowersOfTen.high(exponent)))
                  .shiftLeft(64)
                  .add(new BigInteger(Long.toUnsignedString(PowersOfTen.low(exponent)))));
      BigDecimal excess = kept.multiply(unit).subtract(power);

      assertTrue(PowersOfTen.high(exponent) < 0, "128 bits");
      assertTrue(excess.signum() > 0 && excess.compareTo(unit) <= 0, "10^" + exponent);
    }
  }

  @Test
  void the_logarithms_are_exact() {
    for (int exponent = -292; exponent <= 324; exponent++) {
      BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
      int log = PowersOfTen.floorLog2(exponent);
      assertTrue(twoTo(log).compareTo(power) <= 0 && power.compareTo(twoTo(log + 1)) < 0);
    }
    for (int q = -1_074; q <= 971; q++) {
      assertFloorLog10(twoTo(q), ShortestDecimal.exponent(q, true));
      assertFloorLog10(
          twoTo(q - 2).multiply(BigDecimal.valueOf(3)), ShortestDecimal.exponent(q, false));
    }
  }

  private static void assertFloorLog10(BigDecimal value, int log) {
    assertTrue(BigDecimal.ONE.scaleByPowerOfTen(log).compareTo(value) <= 0);
    assertTrue(value.compareTo(BigDecimal.ONE.scaleByPowerOfTen(log + 1)) < 0);
  }

  private static BigDecimal twoTo(int exponent) {
    return exponent >= 0
        ? new BigDecimal(BigInteger.TWO.pow(exponent))
        : BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(-exponent)));
  }

  private static void assertNeighbours(long bits) {
    for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
      assertWritten(bits + i);
    }
  }

  private static void assertFloatNeighbours(int bits) {
    for (int i = -NEIGHBOURS; i <= NEIGHBOURS; i++) {
      assertWritten(bits + i);
    }
  }

  private static void assertDoubles(int count, LongSupplier bits) {
    for (int i = 0; i < count; i++) {
      assertWritten(bits.getAsLong());
    }
  }

  private static void assertFloats(int count, LongSupplier bits) {
    for (int i = 0; i < count; i++) {
      assertWritten((int) bits.getAsLong());
    }
  }

  private static void assertWritten(long bits) {
    if (DoubleWriter.has(bits)) {
      byte[] out = new byte[FloatingText.BOUND];
      assertText(
          Double.toString(Double.longBitsToDouble(bits)), out, DoubleWriter.write(bits, out, 0));
    }
  }

  private static void assertWritten(int bits) {
    if (FloatWriter.has(bits)) {
      byte[] out = new byte[FloatingText.BOUND];
      assertText(Float.toString(Float.intBitsToFloat(bits)), out, FloatWriter.write(bits, out, 0));
    }
  }

  @SuppressWarnings("deprecation") // the one way from ASCII bytes to a String that is fast
  private static void assertText(String expected, byte[] out, int length) {
    assertEquals(expected, new String(out, 0, 0, length));
  }
}
