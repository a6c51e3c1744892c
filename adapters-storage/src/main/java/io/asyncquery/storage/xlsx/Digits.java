package io.asyncquery.storage.xlsx;

import io.asyncquery.storage.text.TextBuffer;

/** The digits of a number in plain decimal notation. */
final class Digits {

  /** Significant digits that a spreadsheet keeps: Excel's specifications and limits. */
  static final int KEPT = 15;

  private Digits() {}

  /** How many there are from the first to the last that is not zero. */
  static int significant(TextBuffer number) {
    int significant = 0;
    int seen = 0;
    for (int i = 0; i < number.size(); i++) {
      byte b = number.byteAt(i);
      if (b > '0' || (b == '0' && seen > 0)) {
        seen++;
      }
      if (b > '0') {
        significant = seen;
      }
    }
    return significant;
  }
}
