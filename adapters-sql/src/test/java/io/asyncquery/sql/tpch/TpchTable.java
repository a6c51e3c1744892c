package io.asyncquery.sql.tpch;

import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.Distributions;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import io.trino.tpch.TpchEntity;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The eight tables of TPC-H at scale 0.01. All columns but the comments are those of the
 * benchmark's own generator; comments are drawn from a smaller pool of text.
 */
enum TpchTable {
  REGION(
      """
      R_REGIONKEY INTEGER, R_NAME VARCHAR(25), R_COMMENT VARCHAR(152)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new RegionGenerator(WORDS, () -> TEXT);
    }
  },
  NATION(
      """
      N_NATIONKEY INTEGER, N_NAME VARCHAR(25), N_REGIONKEY INTEGER, N_COMMENT VARCHAR(152)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new NationGenerator(WORDS, () -> TEXT);
    }
  },
  PART(
      """
      P_PARTKEY INTEGER, P_NAME VARCHAR(55), P_MFGR VARCHAR(25), P_BRAND VARCHAR(10),
      P_TYPE VARCHAR(25), P_SIZE INTEGER, P_CONTAINER VARCHAR(10), P_RETAILPRICE DECIMAL(15,2),
      P_COMMENT VARCHAR(23)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new PartGenerator(SCALE, 1, 1, WORDS, () -> TEXT);
    }
  },
  SUPPLIER(
      """
      S_SUPPKEY INTEGER, S_NAME VARCHAR(25), S_ADDRESS VARCHAR(40), S_NATIONKEY INTEGER,
      S_PHONE VARCHAR(15), S_ACCTBAL DECIMAL(15,2), S_COMMENT VARCHAR(101)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new SupplierGenerator(SCALE, 1, 1, WORDS, () -> TEXT);
    }
  },
  PARTSUPP(
      """
      PS_PARTKEY INTEGER, PS_SUPPKEY INTEGER, PS_AVAILQTY INTEGER, PS_SUPPLYCOST DECIMAL(15,2),
      PS_COMMENT VARCHAR(199)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new PartSupplierGenerator(SCALE, 1, 1, () -> TEXT);
    }
  },
  CUSTOMER(
      """
      C_CUSTKEY INTEGER, C_NAME VARCHAR(25), C_ADDRESS VARCHAR(40), C_NATIONKEY INTEGER,
      C_PHONE VARCHAR(15), C_ACCTBAL DECIMAL(15,2), C_MKTSEGMENT VARCHAR(10),
      C_COMMENT VARCHAR(117)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new CustomerGenerator(SCALE, 1, 1, WORDS, () -> TEXT);
    }
  },
  ORDERS(
      """
      O_ORDERKEY BIGINT, O_CUSTKEY INTEGER, O_ORDERSTATUS VARCHAR(1), O_TOTALPRICE DECIMAL(15,2),
      O_ORDERDATE DATE, O_ORDERPRIORITY VARCHAR(15), O_CLERK VARCHAR(15), O_SHIPPRIORITY INTEGER,
      O_COMMENT VARCHAR(79)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new OrderGenerator(SCALE, 1, 1, WORDS, () -> TEXT);
    }
  },
  LINEITEM(
      """
      L_ORDERKEY BIGINT, L_PARTKEY INTEGER, L_SUPPKEY INTEGER, L_LINENUMBER INTEGER,
      L_QUANTITY DECIMAL(15,2), L_EXTENDEDPRICE DECIMAL(15,2), L_DISCOUNT DECIMAL(15,2),
      L_TAX DECIMAL(15,2), L_RETURNFLAG VARCHAR(1), L_LINESTATUS VARCHAR(1), L_SHIPDATE DATE,
      L_COMMITDATE DATE, L_RECEIPTDATE DATE, L_SHIPINSTRUCT VARCHAR(25), L_SHIPMODE VARCHAR(10),
      L_COMMENT VARCHAR(44)\
      """) {
    @Override
    Iterable<? extends TpchEntity> rows() {
      return new LineItemGenerator(SCALE, 1, 1, WORDS, () -> TEXT);
    }
  };

  private static final double SCALE = 0.01;
  private static final Distributions WORDS = Distributions.getDefaultDistributions();
  private static final TextPool TEXT = new TextPool(1 << 20, WORDS);

  private final String columns;

  TpchTable(String columns) {
    this.columns = columns;
  }

  abstract Iterable<? extends TpchEntity> rows();

  /** The rows of LINEITEM as they are generated. */
  static Stream<LineItem> lines() {
    return StreamSupport.stream(
        new LineItemGenerator(SCALE, 1, 1, WORDS, () -> TEXT).spliterator(), false);
  }

  /** Names and types that every database here understands. */
  String columns() {
    return columns;
  }

  /** A statement that every database here understands. */
  String create() {
    return "CREATE TABLE " + name() + "(" + columns + ")";
  }

  /** Its rows as lines, with a bar between the cells, none of which holds one. */
  Path write(Path folder) throws IOException {
    Path file = folder.resolve(name() + ".tbl");
    try (BufferedWriter lines = Files.newBufferedWriter(file)) {
      for (TpchEntity row : rows()) {
        String line = row.toLine();
        lines.write(line.endsWith("|") ? line.substring(0, line.length() - 1) : line);
        lines.write('\n');
      }
    }
    return file;
  }
}
