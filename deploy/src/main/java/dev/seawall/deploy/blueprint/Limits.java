package dev.seawall.deploy.blueprint;

/** The blueprint's {@code limits}: what the front doors let in. Immutable. */
public record Limits(ByteSize bodyBytes) {
    /** Also the largest object a worker takes. */
    private static final ByteSize LARGEST = ByteSize.of("5GiB");

    static Limits read(Section section) {
        var limits = new Limits(section.takeSize("bodyBytes", ByteSize.of("1B"), LARGEST, LARGEST));
        section.done();
        return limits;
    }
}
