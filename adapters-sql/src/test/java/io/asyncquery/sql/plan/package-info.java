/** Tests of what is asked of Calcite. */
@NullMarked
package io.asyncquery.sql.plan;

import org.jspecify.annotations.NullMarked;
