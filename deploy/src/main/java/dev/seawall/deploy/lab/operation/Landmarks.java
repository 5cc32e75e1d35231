package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.world.Cidr;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * In a lab of real packets: where those are who are no machines, and how the small EC2 tells which machine asks it
 * something. Immutable.
 *
 * @param vpc of all machines, a /16
 * @param operator the address by which this computer reaches machines: what a rule says of loopback goes for it
 * @param s3 the address at which machines find S3, outside of the VPC
 * @param mirror a /16 of loopback: what the machine at 10.61.0.11 asks comes from 127.61.0.11
 */
public record Landmarks(Cidr vpc, String operator, String s3, Cidr mirror) {
    /** The private address of the machine that asks; empty for anybody else on this computer. */
    Optional<String> machineBehind(InetAddress source) {
        byte[] bytes = source.getAddress();
        if (bytes.length != Integer.BYTES) {
            return Optional.empty();
        }
        int address = ByteBuffer.wrap(bytes).getInt();
        return mirror.contains(address)
                ? Optional.of(Cidr.text(vpc.host(address - mirror.address())))
                : Optional.empty();
    }
}
