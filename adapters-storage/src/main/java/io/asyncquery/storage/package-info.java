/** Results and query states on disk. */
@NullMarked
package io.asyncquery.storage;

import org.jspecify.annotations.NullMarked;
