package io.asyncquery.storage.csv;

import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.CsvDialect;

/**
 * The characters that the values of a type are spelled with. Where a separator is one of them, or a
 * text for NULL consists of them alone, a value may need quotes; where not, no value is looked at.
 *
 * @param characters all of them; empty where they are not known
 */
record Alphabet(String characters) {

  private static final String DIGITS = "-0123456789";
  private static final String DATE = DIGITS + "+infty";

  static Alphabet of(ColumnType type) {
    return new Alphabet(
        switch (type) {
          case ColumnType.Decimal _ -> DIGITS + ".";
          case ColumnType.Timestamp _ -> DATE + ":. ";
          case ColumnType.Scalar scalar -> ofScalar(scalar);
          default -> "";
        });
  }

  private static String ofScalar(ColumnType.Scalar type) {
    return switch (type) {
      case TINYINT,
          SMALLINT,
          INTEGER,
          BIGINT,
          HUGEINT,
          UTINYINT,
          USMALLINT,
          UINTEGER,
          UBIGINT,
          UHUGEINT ->
          DIGITS;
      case REAL, DOUBLE -> DIGITS + ".EINafinty";
      case BOOLEAN -> "truefals";
      case DATE -> DATE;
      case TIME -> DIGITS + ":.";
      case TIMESTAMP_WITH_TIME_ZONE -> DATE + "T:.";
      case UUID -> DIGITS + "abcdef";
      case VARCHAR, JSON, VARBINARY, TIME_WITH_TIME_ZONE, INTERVAL -> "";
    };
  }

  /** Whether no value can be taken for something else in {@code dialect}. */
  boolean isPlainIn(CsvDialect dialect) {
    return !characters.isEmpty()
        && characters.indexOf(dialect.separator()) < 0
        && (dialect.nullText().isEmpty()
            || dialect.nullText().chars().anyMatch(c -> characters.indexOf(c) < 0));
  }
}
