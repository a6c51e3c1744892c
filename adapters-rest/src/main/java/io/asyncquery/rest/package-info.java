/** The HTTP front end: a server, its settings and the use cases it serves. */
@NullMarked
package io.asyncquery.rest;

import org.jspecify.annotations.NullMarked;
