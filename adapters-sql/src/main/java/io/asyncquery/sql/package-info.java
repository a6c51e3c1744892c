/** The query engines. */
@NullMarked
package io.asyncquery.sql;

import org.jspecify.annotations.NullMarked;
