/** What the product is measured against. */
@NullMarked
package io.asyncquery.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
