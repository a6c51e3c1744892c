/** The lifecycle of an asynchronous query and the words it is spoken of in; uses the JDK alone. */
@NullMarked
package io.asyncquery.domain;

import org.jspecify.annotations.NullMarked;
