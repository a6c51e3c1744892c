package io.asyncquery.storage.csv;

/** Hours, minutes, seconds and their fraction. */
final class TimeOfDay {

  /** {@code HH:mm:} for each minute of a day and the one that ends it, the first byte lowest. */
  private static final long[] MINUTES = minutes();

  /** The digits of each second of a minute, in the place behind {@code HH:mm:}. */
  private static final long[] SECONDS = seconds();

  private TimeOfDay() {}

  /** Writes {@code HH:mm:ss}; {@code second} counts from midnight, to 86,400. */
  static int write(byte[] out, int at, int second) {
    int minute = second / 60;
    Digits.WORD.set(out, at, MINUTES[minute] | SECONDS[second - minute * 60]);
    return at + 8;
  }

  /**
   * Writes a point and nine digits without the zeros at their end; nothing for a whole second.
   *
   * @param upper the first eight digits
   * @param last the ninth
   */
  static int writeFraction(byte[] out, int at, int upper, int last) {
    if ((upper | last) == 0) {
      return at;
    }
    out[at] = '.';
    long digits = Digits.eight(upper);
    Digits.WORD.set(out, at + 1, digits | Digits.ASCII_ZEROS);
    if (last != 0) {
      out[at + 9] = (byte) ('0' + last);
      return at + 10;
    }
    return at + 9 - (Long.numberOfLeadingZeros(digits) >>> 3);
  }

  private static long[] minutes() {
    long[] texts = new long[24 * 60 + 1];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = pair(i / 60) | (long) ':' << 16 | pair(i % 60) << 24 | (long) ':' << 40;
    }
    return texts;
  }

  private static long[] seconds() {
    long[] texts = new long[60];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = pair(i) << 48;
    }
    return texts;
  }

  private static long pair(int number) {
    return (long) ('0' + number % 10) << 8 | ('0' + number / 10);
  }
}
