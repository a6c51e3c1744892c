/** Queries over several sources: what each of them runs, and what is made of their rows here. */
@NullMarked
package io.asyncquery.sql.federation;

import org.jspecify.annotations.NullMarked;
