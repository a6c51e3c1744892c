@NullMarked
package io.asyncquery.rest.tls;

import org.jspecify.annotations.NullMarked;
