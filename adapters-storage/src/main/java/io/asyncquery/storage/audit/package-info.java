/** Who did what, a line of JSON for each event. */
@NullMarked
package io.asyncquery.storage.audit;

import org.jspecify.annotations.NullMarked;
