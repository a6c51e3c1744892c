/** The product without HTTP: one query into one file. */
@NullMarked
package io.asyncquery.bootstrap.export;

import org.jspecify.annotations.NullMarked;
