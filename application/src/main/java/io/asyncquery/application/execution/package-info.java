/** How accepted queries are run: a bounded queue, a fixed number of workers, one execution. */
@NullMarked
package io.asyncquery.application.execution;

import org.jspecify.annotations.NullMarked;
