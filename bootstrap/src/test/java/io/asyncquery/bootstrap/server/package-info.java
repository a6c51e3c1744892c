/** What is closed, and when. */
@NullMarked
package io.asyncquery.bootstrap.server;

import org.jspecify.annotations.NullMarked;
