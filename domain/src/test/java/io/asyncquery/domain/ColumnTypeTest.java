package io.asyncquery.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.asyncquery.domain.ColumnType.Array;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.domain.ColumnType.Struct;
import io.asyncquery.domain.ColumnType.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ColumnTypeTest {

  @ParameterizedTest
  @EnumSource
  void a_scalar_is_called_what_its_constant_is(Scalar type) {
    assertEquals(type.name().replace('_', ' '), type.sqlName());
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 'DECIMAL(1,0)'", "19, 4, 'DECIMAL(19,4)'", "38, 38, 'DECIMAL(38,38)'"})
  void a_decimal_names_its_precision_and_scale(int precision, int scale, String name) {
    assertEquals(name, new Decimal(precision, scale).sqlName());
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "39, 0", "5, 6", "5, -1", "-1, -1"})
  void there_is_no_other_decimal(int precision, int scale) {
    assertThrows(IllegalArgumentException.class, () -> new Decimal(precision, scale));
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 1",
    "MILLISECONDS, 1000",
    "MICROSECONDS, 1000000",
    "NANOSECONDS, 1000000000"
  })
  void a_timestamp_has_one_name_whatever_it_counts(Timestamp.Unit unit, long perSecond) {
    assertEquals("TIMESTAMP", new Timestamp(unit).sqlName());
    assertEquals(perSecond, unit.perSecond());
  }

  @Test
  void nested_types_name_what_they_hold() {
    Struct struct =
        new Struct(
            List.of(
                new Column("a", Scalar.INTEGER), new Column("b", new Array(new Decimal(10, 2)))));

    assertEquals("ROW(a INTEGER, b DECIMAL(10,2) ARRAY)", struct.sqlName());
    assertEquals("ROW()", new Struct(List.of()).sqlName());
    assertEquals("VARCHAR ARRAY ARRAY", new Array(new Array(Scalar.VARCHAR)).sqlName());
    assertEquals(
        "MAP<VARCHAR, ROW(a INTEGER, b DECIMAL(10,2) ARRAY)>",
        new ColumnType.Map(Scalar.VARCHAR, struct).sqlName());
  }

  @Test
  void the_fields_of_a_struct_do_not_change() {
    List<Column> fields = new ArrayList<>(List.of(new Column("a", Scalar.INTEGER)));
    Struct struct = new Struct(fields);

    fields.clear();

    assertEquals(1, struct.fields().size());
  }
}
