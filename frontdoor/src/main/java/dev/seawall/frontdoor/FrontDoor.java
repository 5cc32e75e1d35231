package dev.seawall.frontdoor;

/** Placeholder for the build skeleton. */
public final class FrontDoor {
    private FrontDoor() {}

    public static void main(String[] args) {
        System.out.println("FrontDoor");
    }
}
