/** ClickHouse, by its HTTP interface: columns are decoded from its native format into batches. */
@NullMarked
package io.asyncquery.sql.clickhouse;

import org.jspecify.annotations.NullMarked;
