package dev.seawall.deploy;

/** Placeholder for the build skeleton. */
public final class Seawall {
    private Seawall() {}

    public static void main(String[] args) {
        System.out.println("Seawall");
    }
}
