/** The commands about users and tokens. */
@NullMarked
package io.asyncquery.bootstrap.access;

import org.jspecify.annotations.NullMarked;
