/** Results as files: written whole or not at all, in the format that was asked for. */
@NullMarked
package io.asyncquery.storage.results;

import org.jspecify.annotations.NullMarked;
