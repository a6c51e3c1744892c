/** Where log messages go and what they look like: the JDK's own logging, one line a message. */
@NullMarked
package io.asyncquery.bootstrap.log;

import org.jspecify.annotations.NullMarked;
