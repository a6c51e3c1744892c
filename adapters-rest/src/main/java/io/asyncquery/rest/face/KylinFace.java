package io.asyncquery.rest.face;

import io.asyncquery.domain.ResultFormat;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What Kylin's faces have in common. */
abstract class KylinFace implements Face {

  @Override
  public final String contentType(ResultFormat format) {
    return switch (format) {
      case ResultFormat.Csv(var dialect) -> text(format, dialect.charset());
      case ResultFormat.Xlsx _ -> "application/octet-stream";
      default -> text(format, StandardCharsets.UTF_8);
    };
  }

  private static String text(ResultFormat format, Charset charset) {
    return "application/%s;charset=%s"
        .formatted(format.extension(), charset.name().toLowerCase(Locale.ROOT));
  }
}
