/** The endpoints: each asks a use case and renders its outcome in the caller's face. */
@NullMarked
package io.asyncquery.rest.resource;

import org.jspecify.annotations.NullMarked;
