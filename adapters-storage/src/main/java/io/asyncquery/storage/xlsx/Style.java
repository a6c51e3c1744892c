package io.asyncquery.storage.xlsx;

/** How a number is shown; declared in the order of the workbook's cell formats. */
enum Style {
  GENERAL(0, 0, "General", 0),
  DATE(1, 164, "yyyy\\-mm\\-dd", 12),
  TIME(2, 165, "hh:mm:ss.000", 14),
  DATE_TIME(3, 166, "yyyy\\-mm\\-dd\\ hh:mm:ss.000", 25);

  private final int index;
  private final int formatId;
  private final String format;
  private final int columnWidth;

  Style(int index, int formatId, String format, int columnWidth) {
    this.index = index;
    this.formatId = formatId;
    this.format = format;
    this.columnWidth = columnWidth;
  }

  /** Its place among the cell formats, from 0. */
  int index() {
    return index;
  }

  /** The id of its number format: 164 and above are ours, those below are built in. */
  int formatId() {
    return formatId;
  }

  /** The number format, in the language of ECMA-376 (part 1, 18.8.31). */
  String format() {
    return format;
  }

  /** Characters that a column needs to show it; 0 where any width does. */
  int columnWidth() {
    return columnWidth;
  }
}
