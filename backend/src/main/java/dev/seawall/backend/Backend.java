package dev.seawall.backend;

/** Placeholder for the build skeleton. */
public final class Backend {
    private Backend() {}

    public static void main(String[] args) {
        System.out.println("Backend");
    }
}
