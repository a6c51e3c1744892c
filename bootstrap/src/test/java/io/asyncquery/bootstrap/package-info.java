/** Configuration, commands and the whole product over real HTTP. */
@NullMarked
package io.asyncquery.bootstrap;

import org.jspecify.annotations.NullMarked;
