@NullMarked
package io.asyncquery.rest.oidc;

import org.jspecify.annotations.NullMarked;
