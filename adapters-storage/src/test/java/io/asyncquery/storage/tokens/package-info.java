/** Tests of the token store. */
@NullMarked
package io.asyncquery.storage.tokens;

import org.jspecify.annotations.NullMarked;
