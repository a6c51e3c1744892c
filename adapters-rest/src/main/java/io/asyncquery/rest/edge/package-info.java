/** What a connection and the head of a request must be like before anything else looks at them. */
@NullMarked
package io.asyncquery.rest.edge;

import org.jspecify.annotations.NullMarked;
