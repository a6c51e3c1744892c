/** What was measured: samples, their medians, the goals; as JSON and as a page. */
@NullMarked
package io.asyncquery.benchmarks.report;

import org.jspecify.annotations.NullMarked;
