/** Queries over several sources. */
@NullMarked
package io.asyncquery.sql.federation;

import org.jspecify.annotations.NullMarked;
