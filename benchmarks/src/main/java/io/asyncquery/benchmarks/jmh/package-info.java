/** Measurements of the encoder and the query store alone. */
@NullMarked
package io.asyncquery.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
