package io.asyncquery.rest.security;

/** The ways to sign in. */
public record SignIns(Authenticator passwords, BearerTokens tokens) {}
