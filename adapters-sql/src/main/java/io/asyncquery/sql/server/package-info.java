/** What sources that are servers have in common: connections that are pooled, and may be lost. */
@NullMarked
package io.asyncquery.sql.server;

import org.jspecify.annotations.NullMarked;
