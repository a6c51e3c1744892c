/** What the use cases need from outside: an engine, a store of results, a store of queries. */
@NullMarked
package io.asyncquery.application.port;

import org.jspecify.annotations.NullMarked;
