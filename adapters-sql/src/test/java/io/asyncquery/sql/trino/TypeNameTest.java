package io.asyncquery.sql.trino;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          bigint                                        | BIGINT
          decimal(38, 10)                               | DECIMAL(38,10)
          varchar(3)                                    | VARCHAR
          char(3)                                       | VARCHAR
          timestamp(3)                                  | TIMESTAMP
          timestamp(6) with time zone                   | TIMESTAMP WITH TIME ZONE
          timestamp(12) with time zone                  | VARCHAR
          time(0) with time zone                        | TIME WITH TIME ZONE
          INTERVAL DAY TO SECOND                        | INTERVAL
          array(array(varchar(5)))                      | VARCHAR ARRAY ARRAY
          map(varchar, array(double))                   | MAP<VARCHAR, DOUBLE ARRAY>
          map(row(bigint), double)                      | JSON
          row(a bigint, "B "" c" decimal(5,2))          | ROW(a BIGINT, B " c DECIMAL(5,2))
          row(bigint, timestamp(3) with time zone)      | ROW(field0 BIGINT, field1 TIMESTAMP WITH TIME ZONE)
          row(t timestamp(3) with time zone, r row(x json)) | ROW(t TIMESTAMP WITH TIME ZONE, r ROW(x JSON))
          row(interval day to second)                   | ROW(field0 INTERVAL)
          hyperloglog                                   | VARCHAR
          unknown                                       | VARCHAR
          """)
  void a_type_is_what_trino_writes(String written, String type) {
    assertEquals(type, TrinoType.of(TypeName.of(written)).type().sqlName());
  }
}
