package io.asyncquery.domain;

/** The form of a result, with the options that fit it and no others. */
public sealed interface ResultFormat {

  /** What {@code format} asks for where nothing is said. */
  ResultFormat DEFAULT = new Csv(CsvDialect.DEFAULT);

  /** The word clients use for it, which is also the ending of the file. */
  String extension();

  /** Rows of text with separators, as {@link CsvDialect} spells them. */
  record Csv(CsvDialect dialect) implements ResultFormat {
    @Override
    public String extension() {
      return "csv";
    }
  }

  /** One array of row objects, UTF-8. */
  record Json() implements ResultFormat {
    @Override
    public String extension() {
      return "json";
    }
  }

  /** A row object on each line, UTF-8. */
  record NdJson() implements ResultFormat {
    @Override
    public String extension() {
      return "ndjson";
    }
  }

  /** A workbook of Office Open XML; {@code header} puts the column names in the first row. */
  record Xlsx(boolean header) implements ResultFormat {
    @Override
    public String extension() {
      return "xlsx";
    }
  }

  /** Apache Parquet. */
  record Parquet() implements ResultFormat {
    @Override
    public String extension() {
      return "parquet";
    }
  }
}
