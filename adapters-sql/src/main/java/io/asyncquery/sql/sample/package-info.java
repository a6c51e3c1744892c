/** The Star Schema Benchmark as sample data: a generator of its database, and its queries. */
@NullMarked
package io.asyncquery.sql.sample;

import org.jspecify.annotations.NullMarked;
