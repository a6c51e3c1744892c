/** Tests of the audit log. */
@NullMarked
package io.asyncquery.storage.audit;

import org.jspecify.annotations.NullMarked;
