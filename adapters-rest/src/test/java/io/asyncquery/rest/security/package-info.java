/** The check of credentials, without HTTP. */
@NullMarked
package io.asyncquery.rest.security;

import org.jspecify.annotations.NullMarked;
