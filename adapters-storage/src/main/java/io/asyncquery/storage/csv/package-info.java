/** Column batches to CSV: the heart of the product, written for speed; see {@link CsvEncoder}. */
@NullMarked
package io.asyncquery.storage.csv;

import org.jspecify.annotations.NullMarked;
