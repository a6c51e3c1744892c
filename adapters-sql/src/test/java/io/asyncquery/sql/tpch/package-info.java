/** The queries of TPC-H on every source. */
@NullMarked
package io.asyncquery.sql.tpch;

import org.jspecify.annotations.NullMarked;
