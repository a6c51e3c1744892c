/** JSON read back by Jackson. */
@NullMarked
package io.asyncquery.storage.json;

import org.jspecify.annotations.NullMarked;
