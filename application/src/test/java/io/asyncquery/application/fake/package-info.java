/** The out-ports as maps, held to the same contracts as the real adapters. */
@NullMarked
package io.asyncquery.application.fake;

import org.jspecify.annotations.NullMarked;
