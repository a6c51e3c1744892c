/** Tests against ClickHouse's engine behind a front that speaks its HTTP interface. */
@NullMarked
package io.asyncquery.sql.clickhouse;

import org.jspecify.annotations.NullMarked;
