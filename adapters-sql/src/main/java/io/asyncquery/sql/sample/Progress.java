package io.asyncquery.sql.sample;

/**
 * How far one table is.
 *
 * @param table the table's name
 * @param rows rows written so far
 * @param total rows the table will have; for LINEORDER an estimate that is exact in its last report
 */
public record Progress(String table, long rows, long total) {}
