/** The wiring: what is opened, in which order, and closed in reverse. */
@NullMarked
package io.asyncquery.bootstrap.server;

import org.jspecify.annotations.NullMarked;
