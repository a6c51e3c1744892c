/** What a message looks like. */
@NullMarked
package io.asyncquery.bootstrap.log;

import org.jspecify.annotations.NullMarked;
