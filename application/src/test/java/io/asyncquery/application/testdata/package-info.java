/** Builders of test data with defaults, and helpers that prove what happened to it. */
@NullMarked
package io.asyncquery.application.testdata;

import org.jspecify.annotations.NullMarked;
