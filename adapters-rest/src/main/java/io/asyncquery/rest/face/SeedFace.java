package io.asyncquery.rest.face;

import io.asyncquery.domain.AsyncQuery;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.rest.message.Envelope;
import io.asyncquery.rest.message.JsonObject;
import io.asyncquery.rest.message.Problem;
import java.util.Locale;
import java.util.Set;

/** The four calls of the founding document, to the letter; what every client meets by default. */
public final class SeedFace implements Face {

  @Override
  public Set<String> mediaTypes() {
    return Set.of("*/*", "application/*", "application/json");
  }

  @Override
  public String idField() {
    return "queryID";
  }

  @Override
  public String submissionInfo(AsyncQuery query) {
    return statusInfo(query);
  }

  @Override
  public Delivery delivery(JsonObject submission) {
    return Delivery.DEFAULT;
  }

  @Override
  public String code(Problem problem) {
    return switch (problem) {
      case BAD_PARAMETER, TOO_LARGE, NOT_JSON -> Envelope.FAILURE;
      default -> problem.code();
    };
  }

  @Override
  public String contentType(ResultFormat format) {
    return switch (format) {
      case ResultFormat.Csv(var dialect) ->
          "text/csv; charset=" + dialect.charset().name().toLowerCase(Locale.ROOT);
      case ResultFormat.Json _ -> "application/json; charset=utf-8";
      case ResultFormat.NdJson _ -> "application/x-ndjson; charset=utf-8";
      case ResultFormat.Xlsx _ ->
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case ResultFormat.Parquet _ -> "application/vnd.apache.parquet";
    };
  }
}
