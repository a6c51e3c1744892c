/** Measurements of the product. */
@NullMarked
package io.asyncquery.benchmarks;

import org.jspecify.annotations.NullMarked;
