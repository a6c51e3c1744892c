/** DuckDB as a source: opened read-only and locked up, its catalog, its dialect. */
@NullMarked
package io.asyncquery.sql.duckdb;

import org.jspecify.annotations.NullMarked;
