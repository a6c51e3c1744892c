/** The front end as its clients meet it: over real HTTP, before use cases over fakes. */
@NullMarked
package io.asyncquery.rest;

import org.jspecify.annotations.NullMarked;
