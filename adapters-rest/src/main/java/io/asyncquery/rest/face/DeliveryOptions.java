package io.asyncquery.rest.face;

import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ResultFormat;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.JsonObject;
import io.asyncquery.rest.message.Problem;
import io.asyncquery.rest.message.RefusedException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Reads the options of a submission that say how its result is written and named. */
final class DeliveryOptions {

  private static final List<String> FORMATS = List.of("csv", "json", "ndjson", "xlsx", "parquet");

  /** The options of CSV alone, each with what is so in any other format. */
  private static final Map<String, String> CSV_TEXTS =
      Map.of(
          "separator",
          ",",
          "encode",
          "utf-8",
          "quote",
          "minimal",
          "null_string",
          "",
          "line_ending",
          "lf");

  private static final List<String> CSV_FLAGS = List.of("bom", "escape_formulas");

  private DeliveryOptions() {}

  /** All there are. An option that does not fit the format may only ask for what is so anyway. */
  static Delivery all(JsonObject submission) {
    return new Delivery(format(submission), fileName(submission));
  }

  /** Only {@code separator} and {@code include_header}, of CSV in UTF-8. */
  static Delivery separatorAndHeader(JsonObject submission) {
    return new Delivery(
        new ResultFormat.Csv(CsvOptions.separatorAndHeader(submission)), FileName.RESULT);
  }

  private static ResultFormat format(JsonObject submission) {
    String format = submission.text("format").orElse("csv");
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "csv" -> new ResultFormat.Csv(CsvOptions.all(submission));
      case "json" -> withoutHeader(submission, new ResultFormat.Json());
      case "ndjson" -> withoutHeader(submission, new ResultFormat.NdJson());
      case "parquet" -> withoutHeader(submission, new ResultFormat.Parquet());
      case "xlsx" ->
          withoutCsvOptions(submission, new ResultFormat.Xlsx(CsvOptions.header(submission)));
      default ->
          throw refused(
              "[format] must be one of " + FORMATS + ", not [" + Excerpt.of(format) + "]");
    };
  }

  private static ResultFormat withoutHeader(JsonObject submission, ResultFormat format) {
    refuseFlag("include_header", submission, format);
    return withoutCsvOptions(submission, format);
  }

  private static ResultFormat withoutCsvOptions(JsonObject submission, ResultFormat format) {
    CSV_TEXTS.forEach((option, anyway) ->
        submission
            .text(option)
            .filter(wish -> !wish.isEmpty() && !wish.equalsIgnoreCase(anyway))
            .ifPresent(wish -> refuse(option, wish, format)));
    CSV_FLAGS.forEach(option -> refuseFlag(option, submission, format));
    return format;
  }

  private static void refuseFlag(String option, JsonObject submission, ResultFormat format) {
    if (submission.flag(option).orElse(false)) {
      refuse(option, "true", format);
    }
  }

  private static void refuse(String option, String wish, ResultFormat format) {
    throw refused(
        "[%s] [%s] does not fit the format [%s]: leave it out, or ask for the format [csv]"
            .formatted(option, Excerpt.of(wish), format.extension()));
  }

  private static FileName fileName(JsonObject submission) {
    return submission
        .text("file_name")
        .map(name -> valid(() -> new FileName(name)))
        .orElse(FileName.RESULT);
  }

  /** What the domain takes; what it does not take is the sender's to mend, in its words. */
  static <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  static RefusedException refused(String message) {
    return new RefusedException(Problem.BAD_PARAMETER, message);
  }
}
