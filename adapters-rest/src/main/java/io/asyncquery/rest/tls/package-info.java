/** TLS from PEM files that may change while the server runs. */
@NullMarked
package io.asyncquery.rest.tls;

import org.jspecify.annotations.NullMarked;
