/** The families of clients, and how the one service looks to each. */
@NullMarked
package io.asyncquery.rest.face;

import org.jspecify.annotations.NullMarked;
