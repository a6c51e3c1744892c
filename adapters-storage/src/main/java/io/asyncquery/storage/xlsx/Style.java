package io.asyncquery.storage.xlsx;

/** How a number is shown: the order is that of the workbook's cell formats. */
enum Style {
  GENERAL("General", 0),
  DATE("yyyy\\-mm\\-dd", 12),
  TIME("hh:mm:ss.000", 14),
  DATE_TIME("yyyy\\-mm\\-dd\\ hh:mm:ss.000", 25),
  INSTANT("yyyy\\-mm\\-dd\"T\"hh:mm:ss.000\"+00:00\"", 31);

  private final String format;
  private final int columnWidth;

  Style(String format, int columnWidth) {
    this.format = format;
    this.columnWidth = columnWidth;
  }

  /** The number format, in the language of ECMA-376. */
  String format() {
    return format;
  }

  /** Characters that a column needs to show it; 0 where any width does. */
  int columnWidth() {
    return columnWidth;
  }
}
