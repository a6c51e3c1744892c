@NullMarked
package io.asyncquery.sql.function;

import org.jspecify.annotations.NullMarked;
