package io.asyncquery.storage.results;

import io.asyncquery.domain.ResultFormat;
import io.asyncquery.storage.json.JsonEncoder;

/** The one place that decides which encoder writes a format. */
public final class ResultEncoders {

  ResultEncoder encoderFor(ResultFormat format) {
    return switch (format) {
      case ResultFormat.Csv csv -> new PlainCsvEncoder(csv.dialect());
      case ResultFormat.Json _ -> JsonEncoder.array();
      case ResultFormat.NdJson _ -> JsonEncoder.lines();
      case ResultFormat.Xlsx _, ResultFormat.Parquet _ ->
          throw new UnsupportedOperationException(format.extension());
    };
  }
}
