/** PostgreSQL as a source: read-only connections, its catalog, its dialect, its binary format. */
@NullMarked
package io.asyncquery.sql.postgresql;

import org.jspecify.annotations.NullMarked;
