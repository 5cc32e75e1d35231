package dev.seawall.deploy.blueprint;

/** What a component is in the picture: at the public address without a disk, or at the disk without one. */
public enum Role {
    FRONT_DOOR("front-door"),
    WORKER("worker");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    /** {@code front-door-1}, {@code worker-3}: i counts from 1. */
    public String component(int i) {
        return word + "-" + i;
    }
}
