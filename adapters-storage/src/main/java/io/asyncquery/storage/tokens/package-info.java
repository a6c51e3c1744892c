/** API tokens in a file of SQLite. */
@NullMarked
package io.asyncquery.storage.tokens;

import org.jspecify.annotations.NullMarked;
