/** Values as text, checked against what Java makes of them. */
@NullMarked
package io.asyncquery.storage.text;

import org.jspecify.annotations.NullMarked;
