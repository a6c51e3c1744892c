/** Whole-product measurements against named peers, on the same data in the same run. */
@NullMarked
package io.asyncquery.benchmarks;

import org.jspecify.annotations.NullMarked;
