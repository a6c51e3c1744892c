/** Who may know whom. */
@NullMarked
package io.asyncquery.architecture;

import org.jspecify.annotations.NullMarked;
