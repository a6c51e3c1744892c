/** Workbooks read back by POI. */
@NullMarked
package io.asyncquery.storage.xlsx;

import org.jspecify.annotations.NullMarked;
