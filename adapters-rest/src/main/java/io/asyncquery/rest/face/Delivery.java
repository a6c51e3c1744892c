package io.asyncquery.rest.face;

import io.asyncquery.domain.FileName;
import io.asyncquery.domain.ResultFormat;

/** In what form and under what name a result is handed out. */
public record Delivery(ResultFormat format, FileName fileName) {

  /** {@code result.csv}, in the default dialect. */
  public static final Delivery DEFAULT = new Delivery(ResultFormat.DEFAULT, FileName.RESULT);
}
