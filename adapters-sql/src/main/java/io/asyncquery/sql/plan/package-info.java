/** Calcite's part: from the SQL somebody sent to the SQL a source runs, or a sentence why not. */
@NullMarked
package io.asyncquery.sql.plan;

import org.jspecify.annotations.NullMarked;
