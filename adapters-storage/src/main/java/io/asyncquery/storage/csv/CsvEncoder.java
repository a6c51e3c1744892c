package io.asyncquery.storage.csv;

import io.asyncquery.application.batch.BatchBuilder;
import io.asyncquery.application.batch.ColumnBatch;
import io.asyncquery.application.batch.ColumnBatches;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.storage.results.ResultEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes CSV: a header if wanted, then the rows, encoded in parallel and written in order. */
public final class CsvEncoder implements ResultEncoder {

  private final CsvDialect dialect;
  private final CsvEncoding encoding;

  public CsvEncoder(CsvDialect dialect, CsvEncoding encoding) {
    this.dialect = dialect;
    this.encoding = encoding;
  }

  @Override
  public long encode(ColumnBatches batches, OutputStream out, Cancellation cancellation)
      throws IOException {
    Transcoder transcoder = new Transcoder(dialect.charset(), batches.columns());
    out.write(transcoder.start(dialect.bom()));
    if (dialect.header()) {
      writeHeader(batches.columns(), transcoder, out);
    }
    return new OrderedEncoding(
            batches,
            out,
            () -> new RowEncoder(batches.columns(), dialect),
            transcoder,
            encoding,
            cancellation)
        .encode();
  }

  private void writeHeader(List<Column> columns, Transcoder transcoder, OutputStream out)
      throws IOException {
    List<Column> names =
        columns.stream()
            .map(column -> new Column(column.name(), ColumnType.Scalar.VARCHAR))
            .toList();
    BatchBuilder builder = new BatchBuilder(names);
    for (int i = 0; i < names.size(); i++) {
      builder.column(i).appendText(names.get(i).name());
    }
    builder.endRow();
    Lines line = new Lines();
    try (ColumnBatch header = builder.build()) {
      new RowEncoder(names, dialect).encode(header, 0, line);
      transcoder.transcodeHeader(line);
    }
    out.write(line.bytes(), 0, line.size());
  }
}
