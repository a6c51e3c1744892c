/** From the functions that senders know to those that a source has: a table for each dialect. */
@NullMarked
package io.asyncquery.sql.function;

import org.jspecify.annotations.NullMarked;
