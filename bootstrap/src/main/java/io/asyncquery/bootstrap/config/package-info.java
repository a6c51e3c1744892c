/** The configuration file: one YAML document, bound onto records that state what they allow. */
@NullMarked
package io.asyncquery.bootstrap.config;

import org.jspecify.annotations.NullMarked;
