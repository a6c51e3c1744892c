/** Column batches: the form in which every engine hands rows to every format. */
@NullMarked
package io.asyncquery.application.batch;

import org.jspecify.annotations.NullMarked;
