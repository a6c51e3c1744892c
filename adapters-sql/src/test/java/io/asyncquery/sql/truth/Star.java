package io.asyncquery.sql.truth;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;

/** The columns of the Star Schema Benchmark that queries are made of. */
enum Star {
  LINEORDER(
      ImmutableMap.of(
          Kind.INTEGER,
          ImmutableList.of(
              "LO_ORDERKEY",
              "LO_LINENUMBER",
              "LO_CUSTKEY",
              "LO_SUPPKEY",
              "LO_QUANTITY",
              "LO_DISCOUNT",
              "LO_REVENUE",
              "LO_SUPPLYCOST",
              "LO_TAX"),
          Kind.TEXT,
          ImmutableList.of("LO_ORDERPRIOTITY", "LO_SHIPMODE"),
          Kind.DATE,
          ImmutableList.of("LO_ORDERDATE", "LO_COMMITDATE"))),
  CUSTOMER(
      ImmutableMap.of(
          Kind.INTEGER, ImmutableList.of("C_CUSTKEY"),
          Kind.TEXT, ImmutableList.of("C_CITY", "C_NATION", "C_REGION", "C_MKTSEGMENT"))),
  SUPPLIER(
      ImmutableMap.of(
          Kind.INTEGER, ImmutableList.of("S_SUPPKEY"),
          Kind.TEXT, ImmutableList.of("S_NAME", "S_CITY", "S_NATION", "S_REGION"))),
  PART(
      ImmutableMap.of(
          Kind.INTEGER, ImmutableList.of("P_PARTKEY", "P_SIZE"),
          Kind.TEXT, ImmutableList.of("P_MFGR", "P_CATEGORY", "P_COLOR", "P_NAME"))),
  DATES(
      ImmutableMap.of(
          Kind.INTEGER,
              ImmutableList.of("D_YEAR", "D_YEARMONTHNUM", "D_DAYNUMINWEEK", "D_HOLIDAYFL"),
          Kind.TEXT, ImmutableList.of("D_DAYOFWEEK", "D_MONTH", "D_SELLINGSEASON"),
          Kind.DATE, ImmutableList.of("D_DATEKEY")));

  private final ImmutableMap<Kind, ImmutableList<String>> columns;

  Star(ImmutableMap<Kind, ImmutableList<String>> columns) {
    this.columns = columns;
  }

  List<String> columns(Kind kind) {
    return columns.getOrDefault(kind, ImmutableList.of());
  }

  /** How LINEORDER is joined to it. */
  String key() {
    return switch (this) {
      case CUSTOMER -> "LO_CUSTKEY = C_CUSTKEY";
      case SUPPLIER -> "LO_SUPPKEY = S_SUPPKEY";
      case PART -> "LO_PARTKEY = P_PARTKEY";
      case DATES -> "LO_ORDERDATE = D_DATEKEY";
      case LINEORDER -> throw new IllegalStateException("LINEORDER is the centre");
    };
  }
}
