package io.asyncquery.sql.mysql;

import java.sql.SQLException;

/** The rows of a result as texts, field by field, in order. */
abstract class ServerRows {

  /** The bytes that hold the current field. */
  byte[] bytes = {};

  /** Where the current field begins in them. */
  int from;

  /** Goes to the next row; false behind the last. */
  abstract boolean nextRow() throws SQLException;

  /** Goes to the next field of the row, and returns its length; negative for NULL. */
  abstract int nextField() throws SQLException;
}
