/** What the configuration file may say, and what is said about one that is wrong. */
@NullMarked
package io.asyncquery.bootstrap.config;

import org.jspecify.annotations.NullMarked;
