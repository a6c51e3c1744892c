@NullMarked
package io.asyncquery.benchmarks.report;

import org.jspecify.annotations.NullMarked;
