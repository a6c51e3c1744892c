/** How values become text, the one place for all formats that are text. */
@NullMarked
package io.asyncquery.storage.text;

import org.jspecify.annotations.NullMarked;
