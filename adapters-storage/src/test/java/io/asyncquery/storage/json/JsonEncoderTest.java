package io.asyncquery.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.asyncquery.application.execution.Cancellation;
import io.asyncquery.application.testdata.JavaValues;
import io.asyncquery.application.testdata.Rows;
import io.asyncquery.application.testdata.StoredForms;
import io.asyncquery.application.testdata.TrackedBatches;
import io.asyncquery.domain.Column;
import io.asyncquery.domain.ColumnType;
import io.asyncquery.domain.ColumnType.Decimal;
import io.asyncquery.domain.ColumnType.Scalar;
import io.asyncquery.storage.text.UniqueNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonEncoderTest {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @Test
  void rows_are_objects_of_one_array() throws IOException {
    Rows rows =
        Rows.of(
                new Column("n", Scalar.BIGINT),
                new Column("t", Scalar.VARCHAR),
                new Column("d", new Decimal(5, 2)))
            .row(1L, "a\"b\\c/\n\u0001é😀", new BigDecimal("1.50"))
            .row(null, "", null);

    assertEquals(
        """
        [
        {"n":1,"t":"a\\"b\\\\c/\\n\\u0001é😀","d":1.50},
        {"n":null,"t":"","d":null}
        ]
        """,
        encode(JsonEncoder.array(), rows));
  }

  @Test
  void no_rows_are_an_empty_array() throws IOException {
    assertEquals("[]\n", encode(JsonEncoder.array(), Rows.numbered(0)));
  }

  @Test
  void each_line_of_ndjson_is_a_row() throws IOException {
    assertEquals(
        "{\"n\":0,\"t\":\"text of row 0\"}\n{\"n\":1,\"t\":\"text of row 1\"}\n",
        encode(JsonEncoder.lines(), Rows.numbered(2).perBatch(1)));
  }

  @Test
  void no_rows_are_no_lines() throws IOException {
    assertEquals("", encode(JsonEncoder.lines(), Rows.numbered(0)));
  }

  @Test
  void columns_of_one_name_are_told_apart() throws IOException {
    Rows rows =
        Rows.of(
                new Column("a", Scalar.INTEGER),
                new Column("a", Scalar.INTEGER),
                new Column("a_1", Scalar.INTEGER),
                new Column("\"", Scalar.INTEGER))
            .row(1, 2, 3, 4);

    assertEquals("{\"a\":1,\"a_2\":2,\"a_1\":3,\"\\\"\":4}\n", encode(JsonEncoder.lines(), rows));
  }

  @Test
  void a_json_value_stays_one_and_other_text_becomes_a_string() throws IOException {
    Rows rows = Rows.of(new Column("j", Scalar.JSON));
    rows.row("{\"a\" :\r\n [1e400, null]}").row("12345678901234567890.10").row("\"\\n\"");
    for (String none : List.of("", " ", "{", "1 2", "NaN", "'a'", "[1,]", "\"\n\"", "\uFEFF1")) {
      rows.row(none);
    }

    assertEquals(
        """
        {"j":{"a" :   [1e400, null]}}
        {"j":12345678901234567890.10}
        {"j":"\\n"}
        {"j":""}
        {"j":" "}
        {"j":"{"}
        {"j":"1 2"}
        {"j":"NaN"}
        {"j":"'a'"}
        {"j":"[1,]"}
        {"j":"\\"\\n\\""}
        {"j":"\uFEFF1"}
        """,
        encode(JsonEncoder.lines(), rows));
  }

  @Test
  void a_result_of_many_batches_is_one_document() throws IOException {
    int count = 50_000;

    JsonNode document =
        MAPPER.readTree(encode(JsonEncoder.array(), Rows.numbered(count).perBatch(1_000)));

    assertEquals(count, document.size());
    assertEquals(count - 1, document.get(count - 1).get("n").intValue());
    assertEquals("text of row 49999", document.get(count - 1).get("t").textValue());
  }

  @Property
  void any_text_reads_back_the_same(@ForAll List<String> texts) throws IOException {
    Rows rows = Rows.of(new Column("t", Scalar.VARCHAR));
    List<String> whole = texts.stream().map(JsonEncoderTest::withoutHalves).toList();
    whole.forEach(rows::row);

    JsonNode document = MAPPER.readTree(encode(JsonEncoder.array(), rows));

    List<String> read = new ArrayList<>();
    document.forEach(row -> read.add(row.get("t").textValue()));
    assertEquals(whole, read);
  }

  /** UTF-8 has no halves of surrogate pairs. */
  private static String withoutHalves(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property(tries = 300)
  void any_row_of_every_type_reads_back_the_same(@ForAll("rows") List<@Nullable Object> row)
      throws IOException {
    List<Column> columns = StoredForms.columnsOfEveryType();
    Rows rows = Rows.of(columns).row(row.toArray());

    JsonNode read = MAPPER.readTree(encode(JsonEncoder.lines(), rows));

    assertEquals(columns.size(), read.size());
    List<String> names = UniqueNames.of(columns.stream().map(Column::name).toList());
    for (int i = 0; i < names.size(); i++) {
      assertJson(columns.get(i).type(), row.get(i), read.get(names.get(i)));
    }
  }

  @Provide
  static Arbitrary<List<Object>> rows() {
    List<Arbitrary<Object>> values =
        StoredForms.types().stream().map(type -> JavaValues.of(type).injectNull(0.1)).toList();
    return Combinators.combine(values).as(list -> list);
  }

  private static void assertJson(ColumnType type, @Nullable Object value, JsonNode json) {
    if (value == null) {
      assertTrue(json.isNull(), json::toString);
      return;
    }
    switch (type) {
      case ColumnType.Array(ColumnType element) -> {
        List<?> items = (List<?>) value;
        assertEquals(items.size(), json.size());
        for (int i = 0; i < items.size(); i++) {
          assertJson(element, items.get(i), json.get(i));
        }
      }
      case ColumnType.Struct(List<Column> fields) -> {
        assertTrue(json.isObject());
        for (int i = 0; i < fields.size(); i++) {
          Column field = fields.get(i);
          assertJson(field.type(), ((List<?>) value).get(i), json.get(field.name()));
        }
      }
      case ColumnType.Map(ColumnType key, ColumnType item) -> {
        assertEquals(((Map<?, ?>) value).size(), json.size());
        ((Map<?, ?>) value).forEach((k, v) -> assertJson(item, v, json.get(String.valueOf(k))));
      }
      case Scalar.BOOLEAN -> assertEquals(value, json.booleanValue());
      case Scalar.REAL -> assertFloating(String.valueOf(value), (double) (float) value, json);
      case Scalar.DOUBLE -> assertFloating(String.valueOf(value), (double) value, json);
      case Scalar.VARCHAR -> assertEquals(value, json.textValue());
      case Decimal _ -> assertEquals(value, json.decimalValue());
      default -> {
        if (value instanceof Number number && !isTemporal(type)) {
          assertTrue(json.isNumber());
          assertEquals(new BigDecimal(number.toString()), json.decimalValue());
        } else {
          assertTrue(json.isTextual() || type == Scalar.JSON, json::toString);
        }
      }
    }
  }

  private static void assertFloating(String text, double value, JsonNode json) {
    assertEquals(Double.isFinite(value), json.isNumber());
    assertEquals(text, json.isNumber() ? text : json.textValue());
    if (json.isNumber()) {
      assertEquals(0, new BigDecimal(text).compareTo(json.decimalValue()));
    }
  }

  private static boolean isTemporal(ColumnType type) {
    return Arrays.asList(Scalar.DATE, Scalar.TIMESTAMP_WITH_TIME_ZONE).contains(type)
        || type instanceof ColumnType.Timestamp;
  }

  private static String encode(JsonEncoder encoder, Rows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TrackedBatches batches = rows.lend();

    assertEquals(rows.values().size(), encoder.encode(batches, out, new Cancellation()));

    batches.assertAllClosed();
    return out.toString(StandardCharsets.UTF_8);
  }
}
