/** The queries in an embedded SQLite database. */
@NullMarked
package io.asyncquery.storage.queries;

import org.jspecify.annotations.NullMarked;
