/** Generated queries, run by a source through the engine and by DuckDB directly. */
@NullMarked
package io.asyncquery.sql.truth;

import org.jspecify.annotations.NullMarked;
