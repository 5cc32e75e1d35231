package dev.seawall.deploy.flood.record;

/** Something that happened at a moment, as a sentence: an address was moved, a program ended, a window was discarded. */
public record Happening(long at, String what) implements Entry {}
