/** The HTTP front end. */
@NullMarked
package io.asyncquery.rest;

import org.jspecify.annotations.NullMarked;
