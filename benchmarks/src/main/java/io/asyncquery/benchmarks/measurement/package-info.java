/** The measurements, each against its peer, taking turns. */
@NullMarked
package io.asyncquery.benchmarks.measurement;

import org.jspecify.annotations.NullMarked;
