@NullMarked
package io.asyncquery.benchmarks.measurement;

import org.jspecify.annotations.NullMarked;
