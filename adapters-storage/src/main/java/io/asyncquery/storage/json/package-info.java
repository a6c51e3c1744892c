/** Results as JSON: one array, or one object a line. */
@NullMarked
package io.asyncquery.storage.json;

import org.jspecify.annotations.NullMarked;
