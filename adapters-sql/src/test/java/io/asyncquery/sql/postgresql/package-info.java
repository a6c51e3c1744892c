@NullMarked
package io.asyncquery.sql.postgresql;

import org.jspecify.annotations.NullMarked;
