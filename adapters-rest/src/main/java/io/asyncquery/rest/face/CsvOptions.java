package io.asyncquery.rest.face;

import static io.asyncquery.rest.face.DeliveryOptions.refused;

import io.asyncquery.domain.CsvDialect;
import io.asyncquery.domain.CsvDialect.LineEnding;
import io.asyncquery.domain.CsvDialect.Quoting;
import io.asyncquery.rest.message.Excerpt;
import io.asyncquery.rest.message.JsonObject;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads the options of CSV. */
final class CsvOptions {

  private static final CsvDialect DEFAULT = CsvDialect.DEFAULT;

  private CsvOptions() {}

  static CsvDialect separatorAndHeader(JsonObject submission) {
    return dialect(
        submission,
        DEFAULT.charset(),
        DEFAULT.quoting(),
        DEFAULT.nullText(),
        DEFAULT.lineEnding(),
        DEFAULT.bom(),
        DEFAULT.escapeFormulas());
  }

  static CsvDialect all(JsonObject submission) {
    return dialect(
        submission,
        charset(submission),
        choice(submission, "quote", DEFAULT.quoting(), Quoting.values()),
        submission.text("null_string").orElse(DEFAULT.nullText()),
        choice(submission, "line_ending", DEFAULT.lineEnding(), LineEnding.values()),
        submission.flag("bom").orElse(DEFAULT.bom()),
        submission.flag("escape_formulas").orElse(DEFAULT.escapeFormulas()));
  }

  static boolean header(JsonObject submission) {
    return submission.flag("include_header").orElse(DEFAULT.header());
  }

  private static CsvDialect dialect(
      JsonObject submission,
      Charset charset,
      Quoting quoting,
      String nullText,
      LineEnding lineEnding,
      boolean bom,
      boolean escapeFormulas) {
    int separator = separator(submission);
    boolean header = header(submission);
    return DeliveryOptions.valid(() ->
        new CsvDialect(
            separator, header, charset, quoting, nullText, lineEnding, bom, escapeFormulas));
  }

  private static int separator(JsonObject submission) {
    String separator =
        submission
            .text("separator")
            .filter(text -> !text.isEmpty())
            .orElse(Character.toString(DEFAULT.separator()));
    if (separator.codePointCount(0, separator.length()) != 1) {
      throw refused(
          "[separator] must be one character, such as [,] or [;], not ["
              + Excerpt.of(separator)
              + "]");
    }
    return separator.codePointAt(0);
  }

  private static Charset charset(JsonObject submission) {
    String name = submission.text("encode").orElse(DEFAULT.charset().name());
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      throw refused(
          "[encode] must be a charset that Java knows, such as utf-8 or gbk, not ["
              + Excerpt.of(name)
              + "]");
    }
  }

  private static <E extends Enum<E>> E choice(
      JsonObject submission, String option, E otherwise, E[] allowed) {
    String word = submission.text(option).orElse(word(otherwise));
    return Arrays.stream(allowed)
        .filter(value -> word(value).equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> {
          List<String> words = Arrays.stream(allowed).map(CsvOptions::word).toList();
          return refused(
              "[%s] must be one of %s, not [%s]".formatted(option, words, Excerpt.of(word)));
        });
  }

  /** As clients spell it: {@code NON_NUMERIC} is {@code non-numeric}. */
  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
