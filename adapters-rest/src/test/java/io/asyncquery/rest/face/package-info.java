/** The choice of a face, without HTTP. */
@NullMarked
package io.asyncquery.rest.face;

import org.jspecify.annotations.NullMarked;
