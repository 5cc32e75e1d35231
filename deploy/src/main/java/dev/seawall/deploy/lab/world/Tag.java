package dev.seawall.deploy.lab.world;

/** A tag. */
public record Tag(String key, String value) {}
