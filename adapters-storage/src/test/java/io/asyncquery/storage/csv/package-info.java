/** Tests of the CSV encoder, each against an oracle that knows nothing of it. */
@NullMarked
package io.asyncquery.storage.csv;

import org.jspecify.annotations.NullMarked;
