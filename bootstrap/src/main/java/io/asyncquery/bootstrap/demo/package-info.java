/** The product on sample data, from nothing to a result, in one command. */
@NullMarked
package io.asyncquery.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
