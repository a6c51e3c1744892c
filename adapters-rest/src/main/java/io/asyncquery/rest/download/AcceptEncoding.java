package io.asyncquery.rest.download;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an {@code Accept-Encoding} header says (RFC 9110, section 12.5.3). */
final class AcceptEncoding {

  private static final Pattern ITEM =
      Pattern.compile(
          "\\s*([^\\s;]+)\\s*(?:;\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*)?",
          Pattern.CASE_INSENSITIVE);

  /**
   * Of the file as it is, where the header does not name it: any coding that is named is dearer.
   */
  private static final double UNNAMED_IDENTITY = 0.0001;

  private final Map<String, Double> qualities = new HashMap<>();

  /**
   * @param header all its values, joined by commas; an item that cannot be read is as if not there
   */
  AcceptEncoding(String header) {
    for (String text : header.split(",", -1)) {
      Matcher item = ITEM.matcher(text);
      if (item.matches()) {
        String quality = item.group(2);
        qualities.merge(
            canonical(item.group(1).toLowerCase(Locale.ROOT)),
            quality == null ? 1.0 : Double.parseDouble(quality),
            Math::max);
      }
    }
  }

  private static String canonical(String token) {
    return token.equals("x-gzip") ? Coding.GZIP.token() : token;
  }

  /**
   * The coding that the client likes best, and of those it likes as much the one we do. Where it
   * refuses all there are, the file goes out as it is: better than nothing.
   */
  Coding best() {
    return Arrays.stream(Coding.values())
        .filter(this::accepts)
        .reduce((one, other) -> quality(other) > quality(one) ? other : one)
        .orElse(Coding.IDENTITY);
  }

  boolean accepts(Coding coding) {
    return quality(coding) > 0;
  }

  private double quality(Coding coding) {
    double unnamed = coding == Coding.IDENTITY ? UNNAMED_IDENTITY : 0;
    return qualities.getOrDefault(coding.token(), qualities.getOrDefault("*", unnamed));
  }
}
