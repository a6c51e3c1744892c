/** What would become of a query. */
@NullMarked
package io.asyncquery.bootstrap.explain;

import org.jspecify.annotations.NullMarked;
