/** What goes over the wire as JSON, and what can be wrong with a request. */
@NullMarked
package io.asyncquery.rest.message;

import org.jspecify.annotations.NullMarked;
