package io.asyncquery.storage.xlsx;

import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.domain.Column;
import io.asyncquery.storage.results.UnfitValueException;
import io.asyncquery.storage.text.TextBuffer;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Rows on as many sheets as they need. */
final class Sheets {

  /** Excel's specifications and limits. */
  private static final int MAX_ROWS = 1_048_576;

  /**
   * Bytes after which a sheet is full whatever its rows: the size of a larger one does not fit the
   * 32 bits that Excel expects behind a part that was written as a stream.
   */
  private static final long MAX_BYTES = 0xFFFF_FFFFL - (256 << 20);

  private final List<Column> columns;
  private final boolean header;
  private final Workbook workbook;
  private final List<CellValue> values;
  private final TextBuffer xml = TextBuffer.forRows();
  private final CellRow cells;
  private int sheets;
  private int sheetRows;
  private long sheetBytes;
  private long rows;

  Sheets(List<Column> columns, boolean header, Workbook workbook) {
    this.columns = columns;
    this.header = header;
    this.workbook = workbook;
    this.values = columns.stream().map(column -> CellValue.of(column.type())).toList();
    this.cells = new CellRow(xml, columns.size());
  }

  void write(ColumnBatch batch) throws IOException {
    List<ColumnVector> vectors =
        IntStream.range(0, columns.size()).mapToObj(batch::column).toList();
    for (int row = 0; row < batch.rowCount(); row++) {
      if (sheets == 0 || sheetRows == MAX_ROWS || sheetBytes >= MAX_BYTES) {
        nextSheet();
      }
      write(vectors, row);
    }
  }

  /** Ends the last sheet, an empty one where there are no rows; returns how many there are. */
  int end() throws IOException {
    if (sheets == 0) {
      nextSheet();
    }
    endSheet();
    return sheets;
  }

  private void nextSheet() throws IOException {
    if (sheets > 0) {
      endSheet();
    }
    sheets++;
    sheetRows = 0;
    sheetBytes = 0;
    workbook.beginSheet(sheets);
    xml.append(WorkbookParts.beginSheet(columns));
    if (header) {
      writeHeader();
    }
  }

  private void endSheet() throws IOException {
    xml.append(WorkbookParts.END_SHEET);
    xml.drain(workbook.out());
    workbook.endSheet();
  }

  private void writeHeader() throws IOException {
    cells.begin(++sheetRows);
    for (Column column : columns) {
      cells.text().append(column.name());
      cells.writeText();
      cells.next();
    }
    endRow();
  }

  private void write(List<ColumnVector> vectors, int row) throws IOException {
    rows++;
    cells.begin(++sheetRows);
    for (int i = 0; i < vectors.size(); i++) {
      ColumnVector vector = vectors.get(i);
      if (!vector.isNull(row)) {
        write(i, vector, row);
      }
      cells.next();
    }
    endRow();
  }

  private void write(int index, ColumnVector vector, int row) {
    try {
      values.get(index).write(vector, row, cells);
    } catch (UnfitValueException e) {
      throw e.at(columns.get(index).name(), rows);
    }
  }

  private void endRow() throws IOException {
    cells.end();
    int size = xml.size();
    xml.drainWhenFull(workbook.out());
    sheetBytes += size - xml.size();
  }
}
