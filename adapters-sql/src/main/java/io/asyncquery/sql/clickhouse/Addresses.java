package io.asyncquery.sql.clickhouse;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Addresses of the internet, as ClickHouse writes them. */
final class Addresses {

  private static final int GROUPS = 8;

  private Addresses() {}

  /** The last byte comes first. */
  static String four(MemorySegment from, long at) {
    return dotted(from, at + 3, -1);
  }

  private static String dotted(MemorySegment from, long at, int step) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      text.append(i == 0 ? "" : ".").append(unsigned(from, at + (long) i * step));
    }
    return text.toString();
  }

  private static int unsigned(MemorySegment from, long at) {
    return Byte.toUnsignedInt(from.get(JAVA_BYTE, at));
  }

  /** The longest run of groups that are zero is left out; one of the older kind is in its form. */
  static String six(MemorySegment from, long at) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = unsigned(from, at + 2L * i) << 8 | unsigned(from, at + 2L * i + 1);
    }
    int begin = longestZeros(groups);
    int length = zeros(groups, begin);
    if (begin == 0 && (length == 6 || (length == 5 && groups[5] == 0xffff))) {
      return (length == 6 ? "::" : "::ffff:") + dotted(from, at + 12, 1);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (length > 1 && i == begin) {
        text.append("::");
        i += length - 1;
      } else {
        boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static int longestZeros(int[] groups) {
    int longest = 0;
    for (int i = 1; i < GROUPS; i++) {
      longest = zeros(groups, i) > zeros(groups, longest) ? i : longest;
    }
    return longest;
  }

  private static int zeros(int[] groups, int from) {
    int count = 0;
    while (from + count < GROUPS && groups[from + count] == 0) {
      count++;
    }
    return count;
  }
}
