/** A file system that fails where a test wants it to. */
@NullMarked
package io.asyncquery.storage.fault;

import org.jspecify.annotations.NullMarked;
