package io.asyncquery.sql.plan;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;

/** Calcite's types, with text in Unicode. */
final class SourceTypes extends SqlTypeFactoryImpl {

  SourceTypes(RelDataTypeSystem system) {
    super(system);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
