/** Sign-in by the tokens of an OpenID Connect provider. */
@NullMarked
package io.asyncquery.rest.oidc;

import org.jspecify.annotations.NullMarked;
