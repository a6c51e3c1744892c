package io.asyncquery.storage.xlsx;

import io.asyncquery.storage.text.NumberText;
import io.asyncquery.storage.text.TextBuffer;
import java.nio.charset.StandardCharsets;

/** The cells of one row on their way into a sheet. */
final class CellRow {

  private static final byte[] PRESERVE = ascii(" xml:space=\"preserve\"");

  private final TextBuffer out;
  private final TextBuffer text = TextBuffer.small();
  private final TextBuffer number = TextBuffer.small();
  private final byte[][] opening;
  private int column;

  CellRow(TextBuffer out, int columns) {
    this.out = out;
    this.opening = new byte[columns][];
    for (int i = 0; i < columns; i++) {
      opening[i] = ascii("<c r=\"" + nameOf(i));
    }
  }

  /** A to Z, AA to ZZ, AAA and so on. */
  private static String nameOf(int column) {
    String last = Character.toString('A' + column % 26);
    return column < 26 ? last : nameOf(column / 26 - 1) + last;
  }

  /** Begins the row {@code number}, counted from 1. */
  void begin(int rowNumber) {
    number.clear();
    NumberText.append(number, rowNumber);
    out.append("<row r=\"");
    out.append(number, 0, number.size());
    out.append("\">");
    column = 0;
  }

  void end() {
    out.append("</row>");
  }

  /** Goes on to the next column. */
  void next() {
    column++;
  }

  /** An empty buffer for the text of the next cell. */
  TextBuffer text() {
    text.clear();
    return text;
  }

  /** A cell that holds the buffer's text. */
  void writeText() {
    open(" t=\"inlineStr\"><is><t");
    if (CellText.hasOuterBlanks(text)) {
      out.append(PRESERVE);
    }
    out.append('>');
    CellText.append(out, text);
    out.append("</t></is></c>");
  }

  /** A cell that holds the number whose digits the buffer has. */
  void writeNumber(Style style) {
    if (style == Style.GENERAL) {
      open("><v>");
    } else {
      open(" s=\"");
      out.append((char) ('0' + style.index()));
      out.append("\"><v>");
    }
    out.append(text, 0, text.size());
    out.append("</v></c>");
  }

  void writeBoolean(boolean value) {
    open(" t=\"b\"><v>");
    out.append(value ? '1' : '0');
    out.append("</v></c>");
  }

  private void open(String rest) {
    out.append(opening[column]);
    out.append(number, 0, number.size());
    out.append('"');
    out.append(rest);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
