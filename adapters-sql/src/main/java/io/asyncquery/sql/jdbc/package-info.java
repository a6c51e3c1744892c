/** Reads rows from any JDBC driver. */
@NullMarked
package io.asyncquery.sql.jdbc;

import org.jspecify.annotations.NullMarked;
