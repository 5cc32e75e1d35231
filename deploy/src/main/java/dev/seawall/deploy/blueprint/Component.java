package dev.seawall.deploy.blueprint;

import java.util.OptionalInt;

/** One process of the deployment and where it listens. {@code https}: front doors with TLS only. Immutable. */
public record Component(String name, Role role, int http, OptionalInt https, int admin) {}
