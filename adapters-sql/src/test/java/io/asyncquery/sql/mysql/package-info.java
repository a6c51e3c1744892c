@NullMarked
package io.asyncquery.sql.mysql;

import org.jspecify.annotations.NullMarked;
