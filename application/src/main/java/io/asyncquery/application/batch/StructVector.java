package io.asyncquery.application.batch;

import io.asyncquery.domain.ColumnType;
import java.util.List;

/** Rows within rows: one vector a field, in the order of the type's fields. */
public record StructVector(ColumnType.Struct type, Validity validity, List<ColumnVector> children)
    implements ColumnVector {

  public StructVector {
    children = List.copyOf(children);
  }
}
