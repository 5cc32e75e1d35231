package dev.seawall.deploy.lab;

import dev.seawall.deploy.lab.machine.Disks;
import dev.seawall.deploy.lab.machine.Machines;
import dev.seawall.deploy.lab.operation.Landmarks;
import dev.seawall.deploy.lab.operation.Pace;
import dev.seawall.deploy.lab.world.Cidr;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How a small EC2 is set up. Immutable.
 *
 * @param port on loopback; 0 for any that is free
 * @param directory where the state is kept; without one, nothing outlives the process
 * @param spotPrices a directory of recorded spot prices; without one, there are none
 * @param publicPool where Elastic IPs and passing public addresses come from
 * @param loopbackVpcs whether a VPC may be in 127.0.0.0/8, which EC2 refuses: where machines are processes, those are
 *     the addresses that need no root
 * @param landmarks where machines exchange real packets, which groups and routes hold up; without, those are only kept
 */
public record LabConfig(
        String region,
        int port,
        @Nullable Path directory,
        @Nullable Path spotPrices,
        Cidr publicPool,
        boolean loopbackVpcs,
        @Nullable Landmarks landmarks,
        Pace pace,
        InstantSource clock,
        Machines machines,
        Disks disks) {

    /** us-east-1 on any port, kept nowhere, addresses from those set aside for documentation (RFC 5737). */
    public static LabConfig of(Machines machines, Disks disks) {
        return new LabConfig(
                "us-east-1",
                0,
                null,
                null,
                Cidr.parse("203.0.113.0/24"),
                false,
                null,
                Pace.BRISK,
                InstantSource.system(),
                machines,
                disks);
    }

    public LabConfig withDirectory(Path kept) {
        return new LabConfig(
                region, port, kept, spotPrices, publicPool, loopbackVpcs, landmarks, pace, clock, machines, disks);
    }

    public LabConfig withSpotPrices(Path recorded) {
        return new LabConfig(
                region, port, directory, recorded, publicPool, loopbackVpcs, landmarks, pace, clock, machines, disks);
    }

    public LabConfig withTime(InstantSource source, Pace steps) {
        return new LabConfig(
                region,
                port,
                directory,
                spotPrices,
                publicPool,
                loopbackVpcs,
                landmarks,
                steps,
                source,
                machines,
                disks);
    }

    public LabConfig withPort(int fixed) {
        return new LabConfig(
                region,
                fixed,
                directory,
                spotPrices,
                publicPool,
                loopbackVpcs,
                landmarks,
                pace,
                clock,
                machines,
                disks);
    }

    public LabConfig withRegion(String named) {
        return new LabConfig(
                named, port, directory, spotPrices, publicPool, loopbackVpcs, landmarks, pace, clock, machines, disks);
    }

    /** Holds packets up as groups and routes say, and gives public addresses out of a pool of loopback. */
    public LabConfig withPackets(Landmarks marks, Cidr pool) {
        return new LabConfig(region, port, directory, spotPrices, pool, false, marks, pace, clock, machines, disks);
    }

    /** Admits VPCs in 127.0.0.0/8, and gives public addresses out of a pool there. */
    public LabConfig withLoopback(Cidr pool) {
        return new LabConfig(region, port, directory, spotPrices, pool, true, null, pace, clock, machines, disks);
    }
}
