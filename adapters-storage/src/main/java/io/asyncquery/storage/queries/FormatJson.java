package io.asyncquery.storage.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.domain.ResultFormat.Csv;
import io.asyncquery.domain.ResultFormat.NdJson;
import io.asyncquery.domain.ResultFormat.Parquet;
import io.asyncquery.domain.ResultFormat.Xlsx;
import java.nio.charset.Charset;

/** A format with its options as a JSON object; {@code format} says which it is. */
final class FormatJson {

  /** Of nearly all queries. */
  private static final String DEFAULT = json(ResultFormat.DEFAULT);

  private FormatJson() {}

  static String write(ResultFormat format) {
    return format.equals(ResultFormat.DEFAULT) ? DEFAULT : json(format);
  }

  private static String json(ResultFormat format) {
    ObjectNode json = Json.NODES.objectNode().put("format", format.extension());
    switch (format) {
      case Csv(CsvDialect dialect) ->
          json.put("separator", dialect.separator())
              .put("header", dialect.header())
              .put("charset", dialect.charset().name())
              .put("quoting", dialect.quoting().name())
              .put("nullText", dialect.nullText())
              .put("lineEnding", dialect.lineEnding().name())
              .put("bom", dialect.bom())
              .put("escapeFormulas", dialect.escapeFormulas());
      case Xlsx(boolean header) -> json.put("header", header);
      case ResultFormat.Json _, NdJson _, Parquet _ -> {}
    }
    return Json.write(json);
  }

  static ResultFormat read(String text) {
    return text.equals(DEFAULT) ? ResultFormat.DEFAULT : parse(text);
  }

  private static ResultFormat parse(String text) {
    JsonNode json = Json.read(text);
    String format = json.required("format").textValue();
    return switch (format) {
      case "csv" -> new Csv(dialect(json));
      case "json" -> new ResultFormat.Json();
      case "ndjson" -> new NdJson();
      case "xlsx" -> new Xlsx(json.required("header").booleanValue());
      case "parquet" -> new Parquet();
      default -> throw new IllegalStateException("[" + format + "] is recorded as a format");
    };
  }

  private static CsvDialect dialect(JsonNode json) {
    return new CsvDialect(
        json.required("separator").intValue(),
        json.required("header").booleanValue(),
        Charset.forName(json.required("charset").textValue()),
        Quoting.valueOf(json.required("quoting").textValue()),
        json.required("nullText").textValue(),
        LineEnding.valueOf(json.required("lineEnding").textValue()),
        json.required("bom").booleanValue(),
        json.required("escapeFormulas").booleanValue());
  }
}
