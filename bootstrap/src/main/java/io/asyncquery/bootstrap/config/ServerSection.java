package io.asyncquery.bootstrap.config;

/** Where the server listens. */
public record ServerSection(
    @Setting(
            value =
                "The host name or address to listen on; 0.0.0.0 stands for every network"
                    + " interface.",
            defaultsTo = "127.0.0.1")
        String host,
    @Setting(
            value = "The TCP port; 0 takes any free one, which the start prints.",
            defaultsTo = "7070",
            min = "0",
            max = "65535")
        int port) {}
