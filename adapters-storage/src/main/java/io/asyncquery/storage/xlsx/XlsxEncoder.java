package io.asyncquery.storage.xlsx;

import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.QueryFailedException;
import io.asyncquery.domain.QueryFailure;
import io.asyncquery.storage.results.Batches;
import io.asyncquery.storage.results.ResultEncoder;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Rows as a workbook: sheet after sheet, each as full as Excel takes it, none of it kept in memory.
 * The same rows always give the same bytes.
 */
public final class XlsxEncoder implements ResultEncoder {

  /** Columns of a sheet: Excel's specifications and limits. */
  private static final int MAX_COLUMNS = 16_384;

  private final boolean header;

  /**
   * @param header whether each sheet begins with the names of the columns
   */
  public XlsxEncoder(boolean header) {
    this.header = header;
  }

  @Override
  public long encode(ColumnBatches batches, OutputStream out, Cancellation cancellation)
      throws IOException {
    if (batches.columns().size() > MAX_COLUMNS) {
      throw new QueryFailedException(
          QueryFailure.limit(
              "A sheet has at most [%s] columns, the result [%s]; choose fewer or another format"
                  .formatted(MAX_COLUMNS, batches.columns().size())));
    }
    try (Workbook workbook = new Workbook(out)) {
      Sheets sheets = new Sheets(batches.columns(), header, workbook);
      long rows = Batches.forEach(batches, cancellation, sheets::write);
      workbook.finish(sheets.end());
      return rows;
    }
  }
}
