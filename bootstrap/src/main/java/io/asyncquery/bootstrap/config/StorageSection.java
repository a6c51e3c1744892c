package io.asyncquery.bootstrap.config;

import java.nio.file.Path;

/** Where the server keeps what must survive a restart. */
public record StorageSection(
    @Setting(
            "The folder for results and the states of queries. It is created where it does not"
                + " exist, for this user alone, and belongs to one running server at a time.")
        Path folder) {}
