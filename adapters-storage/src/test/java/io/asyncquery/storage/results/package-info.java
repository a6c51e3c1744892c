/** Tests of results as files. */
@NullMarked
package io.asyncquery.storage.results;

import org.jspecify.annotations.NullMarked;
