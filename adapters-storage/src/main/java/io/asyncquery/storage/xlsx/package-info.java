/** Results as workbooks of Office Open XML, written as a stream. */
@NullMarked
package io.asyncquery.storage.xlsx;

import org.jspecify.annotations.NullMarked;
