package io.asyncquery.sql.sample;

import java.util.List;

/** One table while it is made: its columns, and its rows in their order. */
interface TableRows {
  String table();

  List<SampleColumn> columns();

  /** The number of rows this table will have, as far as known by now. */
  long total();

  /** Writes the next row and says true, or says false where there is none. */
  boolean next(RowWriter row);
}
