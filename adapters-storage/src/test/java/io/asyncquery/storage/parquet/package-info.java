/** Parquet read back by DuckDB. */
@NullMarked
package io.asyncquery.storage.parquet;

import org.jspecify.annotations.NullMarked;
