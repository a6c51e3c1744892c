/** What is done beside the queries: expiry, and looking after what is kept. */
@NullMarked
package io.asyncquery.application.upkeep;

import org.jspecify.annotations.NullMarked;
