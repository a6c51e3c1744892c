@NullMarked
package io.asyncquery.sql.trino;

import org.jspecify.annotations.NullMarked;
