/** The console of a command: what it prints, asks for and shows while it works. */
@NullMarked
package io.asyncquery.bootstrap.terminal;

import org.jspecify.annotations.NullMarked;
