/** SQL as a fuzzer makes it. */
@NullMarked
package io.asyncquery.sql.fuzz;

import org.jspecify.annotations.NullMarked;
