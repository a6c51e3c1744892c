/** Trino, by its HTTP protocol: rows are decoded from JSON straight into batches. */
@NullMarked
package io.asyncquery.sql.trino;

import org.jspecify.annotations.NullMarked;
