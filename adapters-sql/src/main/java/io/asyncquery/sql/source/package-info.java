/** What the engine needs of any source. */
@NullMarked
package io.asyncquery.sql.source;

import org.jspecify.annotations.NullMarked;
