package io.asyncquery.storage.csv;

/** Hours, minutes, seconds and their fraction. */
final class TimeOfDay {

  private TimeOfDay() {}

  /** Writes {@code HH:mm:ss}; {@code second} counts from midnight. */
  static int write(byte[] out, int at, int second) {
    int minutes = second / 60;
    int hours = minutes / 60;
    // HH0MM0SS as one number of eight digits, whose two zeros then become colons.
    long number = hours * 1_000_000L + (minutes - hours * 60) * 1_000L + (second - minutes * 60);
    Digits.writeEight(out, at, number);
    out[at + 2] = ':';
    out[at + 5] = ':';
    return at + 8;
  }

  /** Writes a point and nine digits without the zeros at their end; nothing for a whole second. */
  static int writeFraction(byte[] out, int at, long nanos) {
    if (nanos == 0) {
      return at;
    }
    out[at] = '.';
    long upper = nanos / 10;
    int last = (int) (nanos - upper * 10);
    long digits = Digits.eight(upper);
    Digits.writeEight(out, at + 1, upper);
    if (last != 0) {
      out[at + 9] = (byte) ('0' + last);
      return at + 10;
    }
    return at + 1 + 8 - (Long.numberOfLeadingZeros(digits) >>> 3);
  }
}
