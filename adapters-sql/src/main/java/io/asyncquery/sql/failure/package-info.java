/** From what Calcite and drivers throw to failures in the sender's words. */
@NullMarked
package io.asyncquery.sql.failure;

import org.jspecify.annotations.NullMarked;
