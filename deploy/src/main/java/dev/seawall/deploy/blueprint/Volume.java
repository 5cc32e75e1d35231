package dev.seawall.deploy.blueprint;

import java.util.List;

/** The blueprint's {@code workers.volume}: one EBS volume per worker; used on EC2 only. Immutable. */
public record Volume(ByteSize size, String type, int iops, boolean encrypted) {
    static Volume read(Section section) {
        var volume = new Volume(
                section.takeSize("size", ByteSize.of("1GiB"), ByteSize.of("16TiB"), ByteSize.of("100GiB")),
                section.takeChoice("type", List.of("gp3", "io2"), "gp3"),
                section.takeInt("iops", 100, 64_000, 3000),
                section.takeFlag("encrypted", true));
        section.done();
        return volume;
    }
}
