package io.asyncquery.storage.csv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The arithmetic that the writers share. */
class DigitsTest {

  @Test
  void eight_digits_are_those_of_the_number() {
    for (long value = 0; value < 100_000_000; value += 97) {
      assertDigits(value);
    }
    assertDigits(99_999_999);
  }

  @Test
  @Tag("slow")
  void eight_digits_are_those_of_every_number() {
    for (long value = 0; value < 100_000_000; value++) {
      assertDigits(value);
    }
  }

  private static void assertDigits(long value) {
    long digits = 0;
    for (long rest = value, i = 0; i < 8; i++, rest /= 10) {
      digits = digits << 8 | rest % 10;
    }
    if (digits != Digits.eight(value)) {
      assertEquals(Long.toHexString(digits), Long.toHexString(Digits.eight(value)), "" + value);
    }
  }

  @Property
  void many_at_once_have_the_same_digits(
      @ForAll @Size(max = 130) List<@LongRange(max = 99_999_999) Long> values) {
    long[] each = values.stream().mapToLong(Long::longValue).toArray();
    long[] digits = new long[each.length];

    Digits.eights(each, each.length, digits);

    assertArrayEquals(Arrays.stream(each).map(Digits::eight).toArray(), digits);
  }

  @Property
  void numbers_with_a_sign_are_written_whole(@ForAll long value) {
    byte[] out = new byte[Digits.BOUND];

    assertEquals(Long.toString(value), text(out, Digits.write(out, 0, value)));
  }

  @Property
  void numbers_without_a_sign_are_written_whole(@ForAll long value) {
    byte[] out = new byte[Digits.BOUND];

    assertEquals(Long.toUnsignedString(value), text(out, Digits.writeUnsigned(out, 0, value)));
  }

  @Property
  void wide_numbers_are_written_whole(
      @ForAll @BigRange(min = "0", max = "170141183460469231731687303715884105727")
          BigInteger value) {
    byte[] out = new byte[WideDigits.BOUND];

    long low = value.longValue();
    int length = WideDigits.write(out, 0, low, value.shiftRight(64).longValue());
    assertEquals(value.toString(), text(out, length));
  }

  @Property
  void wide_numbers_around_the_halves_are_written_whole(
      @ForAll @LongRange(min = 1, max = 8_500_000_000_000_000_000L) long half,
      @ForAll @LongRange(min = -2, max = 2) long near) {
    BigInteger value =
        BigInteger.TEN.pow(19).multiply(BigInteger.valueOf(half)).add(BigInteger.valueOf(near));

    wide_numbers_are_written_whole(value);
  }

  @Property
  void a_multiplication_divides(
      @ForAll @LongRange(min = 2, max = Long.MAX_VALUE) long divisor,
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long dividend) {
    Reciprocal reciprocal = new Reciprocal(divisor);

    assertEquals(dividend / divisor, reciprocal.quotient(dividend));
    long multiple = dividend / divisor * divisor;
    assertEquals(multiple / divisor, reciprocal.quotient(multiple));
    if (multiple > 0) {
      assertEquals(multiple / divisor - 1, reciprocal.quotient(multiple - 1));
    }
  }

  private static String text(byte[] out, int length) {
    return new String(out, 0, length, java.nio.charset.StandardCharsets.US_ASCII);
  }
}
