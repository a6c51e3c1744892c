/** Who calls: accounts, password hashes and the check of credentials. */
@NullMarked
package io.asyncquery.rest.security;

import org.jspecify.annotations.NullMarked;
