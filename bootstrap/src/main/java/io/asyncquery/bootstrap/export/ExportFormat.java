package io.asyncquery.bootstrap.export;

import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.ResultFormat;

/** The formats of a result by the words of the command line. */
public enum ExportFormat {
  CSV,
  JSON,
  NDJSON,
  XLSX,
  PARQUET;

  /** With the column names first, where the format can do without. */
  public ResultFormat withHeader(boolean header) {
    return switch (this) {
      case CSV -> new ResultFormat.Csv(CsvDialect.DEFAULT.withHeader(header));
      case JSON -> new ResultFormat.Json();
      case NDJSON -> new ResultFormat.NdJson();
      case XLSX -> new ResultFormat.Xlsx(header);
      case PARQUET -> new ResultFormat.Parquet();
    };
  }
}
