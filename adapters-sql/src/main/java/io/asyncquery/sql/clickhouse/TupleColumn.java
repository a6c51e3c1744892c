package io.asyncquery.sql.clickhouse;

import io.asyncquery.application.batch.ColumnVector;
import io.asyncquery.application.batch.StructVector;
import io.asyncquery.application.batch.Validity;
import io.asyncquery.domain.ColumnType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/** Fields, of which each comes as a column of its own. */
record TupleColumn(ColumnType.Struct type, List<ColumnDecoder> fields) implements ColumnDecoder {

  @Override
  public void readPrefix(NativeInput in) throws IOException {
    for (ColumnDecoder field : fields) {
      field.readPrefix(in);
    }
  }

  @Override
  public ColumnVector read(NativeInput in, int rows, Validity validity, Arena arena)
      throws IOException {
    List<ColumnVector> vectors = new ArrayList<>();
    for (ColumnDecoder field : fields) {
      vectors.add(field.read(in, rows, Validity.ALL, arena));
    }
    return new StructVector(type, validity, vectors);
  }
}
