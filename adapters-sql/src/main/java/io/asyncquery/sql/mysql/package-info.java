/** MySQL and MariaDB as a source, by a driver that the operator brings. */
@NullMarked
package io.asyncquery.sql.mysql;

import org.jspecify.annotations.NullMarked;
