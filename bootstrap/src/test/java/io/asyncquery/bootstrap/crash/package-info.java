/** The real server killed, stopped and crowded, and what it had promised checked afterwards. */
@NullMarked
package io.asyncquery.bootstrap.crash;

import org.jspecify.annotations.NullMarked;
