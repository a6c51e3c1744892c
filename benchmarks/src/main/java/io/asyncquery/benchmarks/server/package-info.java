/** The product as a process of its own, and what it takes to run, drive and watch it. */
@NullMarked
package io.asyncquery.benchmarks.server;

import org.jspecify.annotations.NullMarked;
