/** Configuration, wiring and commands. */
@NullMarked
package io.asyncquery.bootstrap;

import org.jspecify.annotations.NullMarked;
