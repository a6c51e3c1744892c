/** What a person sees, and what a file gets. */
@NullMarked
package io.asyncquery.bootstrap.terminal;

import org.jspecify.annotations.NullMarked;
