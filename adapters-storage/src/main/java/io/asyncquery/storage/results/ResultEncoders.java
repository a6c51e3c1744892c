package io.asyncquery.storage.results;

import io.asyncquery.domain.ResultFormat;
import io.asyncquery.storage.csv.CsvEncoder;
import io.asyncquery.storage.csv.CsvEncoding;
import io.asyncquery.storage.json.JsonEncoder;
import io.asyncquery.storage.parquet.ParquetEncoder;
import io.asyncquery.storage.xlsx.XlsxEncoder;

/** The one place that decides which encoder writes a format, and the threads they share. */
public final class ResultEncoders implements AutoCloseable {

  private final CsvEncoding csvEncoding;

  /** Encoders that together use every core. */
  public ResultEncoders() {
    this(Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param parallelism threads that encode, 1 or more
   */
  public ResultEncoders(int parallelism) {
    this.csvEncoding = new CsvEncoding(parallelism);
  }

  ResultEncoder encoderFor(ResultFormat format) {
    return switch (format) {
      case ResultFormat.Csv csv -> new CsvEncoder(csv.dialect(), csvEncoding);
      case ResultFormat.Json _ -> JsonEncoder.array();
      case ResultFormat.NdJson _ -> JsonEncoder.lines();
      case ResultFormat.Xlsx xlsx -> new XlsxEncoder(xlsx.header());
      case ResultFormat.Parquet _ -> new ParquetEncoder();
    };
  }

  /** Call it when nothing is encoded any more. */
  @Override
  public void close() {
    csvEncoding.close();
  }
}
