/** Results as Apache Parquet: values encoded by the Parquet project's library, the file by us. */
@NullMarked
package io.asyncquery.storage.parquet;

import org.jspecify.annotations.NullMarked;
