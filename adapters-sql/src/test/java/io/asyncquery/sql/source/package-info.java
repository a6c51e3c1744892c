/** Tests of what sources share. */
@NullMarked
package io.asyncquery.sql.source;

import org.jspecify.annotations.NullMarked;
