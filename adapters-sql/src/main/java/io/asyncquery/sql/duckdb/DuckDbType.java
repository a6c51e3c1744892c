package io.asyncquery.sql.duckdb;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.FlatVector;
import io.asyncquery.application.batch.Layout;
import io.asyncquery.application.batch.ListVector;
import io.asyncquery.application.batch.Memory;
import io.asyncquery.application.batch.StructVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * A type of DuckDB, as much as it takes to lend its vectors. Sealed along the ways DuckDB lays
 * vectors out; read once per column, applied to every chunk.
 */
sealed interface DuckDbType {

  ColumnType type();

  /** The memory of {@code vector}, whose first {@code rows} are in use. */
  ColumnVector lend(long vector, int rows);

  /** Values of one width. */
  record Flat(ColumnType type) implements DuckDbType {
    @Override
    public ColumnVector lend(long vector, int rows) {
      MemorySegment values =
          Memory.at(DuckDbLibrary.vectorData(vector), (long) rows * Layout.width(type));
      return new FlatVector(type, validity(vector, rows), values);
    }
  }

  /** Lists of any length; a map is one of entries. */
  record Lists(ColumnType type, DuckDbType element) implements DuckDbType {
    @Override
    public ColumnVector lend(long vector, int rows) {
      int elements = Math.toIntExact(DuckDbLibrary.listSize(vector));
      return new ListVector(
          type,
          validity(vector, rows),
          Memory.at(DuckDbLibrary.vectorData(vector), (long) rows * 16),
          element.lend(DuckDbLibrary.listChild(vector), elements));
    }
  }

  /** Lists that all have {@code size} elements, so DuckDB keeps no entries: we make them. */
  record Arrays(ColumnType type, DuckDbType element, int size, MemorySegment entries)
      implements DuckDbType {

    private static final int ROWS = 2_048;

    static Arrays of(DuckDbType element, int size) {
      MemorySegment entries = Arena.ofAuto().allocate(ROWS * 16L, 16);
      for (int row = 0; row < ROWS; row++) {
        entries.set(ValueLayout.JAVA_LONG, row * 16L, (long) row * size);
        entries.set(ValueLayout.JAVA_LONG, row * 16L + 8, size);
      }
      return new Arrays(new ColumnType.Array(element.type()), element, size, entries);
    }

    @Override
    public ColumnVector lend(long vector, int rows) {
      ColumnVector elements = element.lend(DuckDbLibrary.arrayChild(vector), rows * size);
      return new ListVector(type, validity(vector, rows), entries, elements);
    }
  }

  /** Named fields, each a vector. */
  record Structs(ColumnType.Struct type, List<DuckDbType> fields) implements DuckDbType {
    @Override
    public ColumnVector lend(long vector, int rows) {
      List<ColumnVector> children = new ArrayList<>(fields.size());
      for (int i = 0; i < fields.size(); i++) {
        children.add(fields.get(i).lend(DuckDbLibrary.structChild(vector, i), rows));
      }
      return new StructVector(type, validity(vector, rows), children);
    }
  }

  /** Reads the type behind {@code handle} and destroys the handle. */
  static DuckDbType of(long handle) {
    try {
      return read(handle);
    } finally {
      DuckDbLibrary.destroyType(handle);
    }
  }

  private static DuckDbType read(long handle) {
    int id = DuckDbLibrary.typeId(handle);
    return switch (id) {
      case 1 -> new Flat(ColumnType.Scalar.BOOLEAN);
      case 2 -> new Flat(ColumnType.Scalar.TINYINT);
      case 3 -> new Flat(ColumnType.Scalar.SMALLINT);
      case 4 -> new Flat(ColumnType.Scalar.INTEGER);
      case 5 -> new Flat(ColumnType.Scalar.BIGINT);
      case 6 -> new Flat(ColumnType.Scalar.UTINYINT);
      case 7 -> new Flat(ColumnType.Scalar.USMALLINT);
      case 8 -> new Flat(ColumnType.Scalar.UINTEGER);
      case 9 -> new Flat(ColumnType.Scalar.UBIGINT);
      case 10 -> new Flat(ColumnType.Scalar.REAL);
      case 11 -> new Flat(ColumnType.Scalar.DOUBLE);
      case 12 -> new Flat(ColumnType.Timestamp.MICROS);
      case 13 -> new Flat(ColumnType.Scalar.DATE);
      case 14 -> new Flat(ColumnType.Scalar.TIME);
      case 15 -> new Flat(ColumnType.Scalar.INTERVAL);
      case 16 -> new Flat(ColumnType.Scalar.HUGEINT);
      case 17 ->
          new Flat(
              DuckDbLibrary.typeAlias(handle).equals("JSON")
                  ? ColumnType.Scalar.JSON
                  : ColumnType.Scalar.VARCHAR);
      case 18 -> new Flat(ColumnType.Scalar.VARBINARY);
      case 19 ->
          new Flat(
              new ColumnType.Decimal(
                  DuckDbLibrary.decimalWidth(handle), DuckDbLibrary.decimalScale(handle)));
      case 20 -> new Flat(new ColumnType.Timestamp(ColumnType.Timestamp.Unit.SECONDS));
      case 21 -> new Flat(new ColumnType.Timestamp(ColumnType.Timestamp.Unit.MILLISECONDS));
      case 22 -> new Flat(new ColumnType.Timestamp(ColumnType.Timestamp.Unit.NANOSECONDS));
      case 24 -> {
        DuckDbType element = of(DuckDbLibrary.listElementType(handle));
        yield new Lists(new ColumnType.Array(element.type()), element);
      }
      case 25 -> struct(handle);
      case 26 -> map(handle);
      case 27 -> new Flat(ColumnType.Scalar.UUID);
      case 30 -> new Flat(ColumnType.Scalar.TIME_WITH_TIME_ZONE);
      case 31 -> new Flat(ColumnType.Scalar.TIMESTAMP_WITH_TIME_ZONE);
      case 32 -> new Flat(ColumnType.Scalar.UHUGEINT);
      case 33 ->
          Arrays.of(
              of(DuckDbLibrary.arrayElementType(handle)),
              Math.toIntExact(DuckDbLibrary.arraySize(handle)));
      default -> throw new UnlentTypeException(id);
    };
  }

  private static DuckDbType struct(long handle) {
    List<Column> columns = new ArrayList<>();
    List<DuckDbType> fields = new ArrayList<>();
    for (int i = 0; i < DuckDbLibrary.structFieldCount(handle); i++) {
      DuckDbType field = of(DuckDbLibrary.structFieldType(handle, i));
      fields.add(field);
      columns.add(new Column(DuckDbLibrary.structFieldName(handle, i), field.type()));
    }
    return new Structs(new ColumnType.Struct(columns), List.copyOf(fields));
  }

  private static DuckDbType map(long handle) {
    DuckDbType key = of(DuckDbLibrary.mapKeyType(handle));
    DuckDbType value = of(DuckDbLibrary.mapValueType(handle));
    ColumnType.Struct entry =
        new ColumnType.Struct(
            List.of(new Column("key", key.type()), new Column("value", value.type())));
    return new Lists(
        new ColumnType.Map(key.type(), value.type()), new Structs(entry, List.of(key, value)));
  }

  private static Validity validity(long vector, int rows) {
    long words = DuckDbLibrary.vectorValidity(vector);
    return words == 0 ? Validity.ALL : new Validity(Memory.at(words, (rows + 63L) / 64 * 8));
  }

  /** A type whose memory we do not read; such columns are to be converted by the query. */
  final class UnlentTypeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnlentTypeException(int id) {
      super("DuckDB type [" + id + "] has no vector of ours");
    }
  }
}
