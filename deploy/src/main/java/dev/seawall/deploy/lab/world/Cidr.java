package dev.seawall.deploy.lab.world;

import java.util.regex.Pattern;

/** A block of IPv4 addresses, its first address normalised to the block's. Immutable. */
public record Cidr(int address, int bits) {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern ADDRESS = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern BLOCK = Pattern.compile("(?<address>[\\d.]+)/(?<bits>3[0-2]|[12]?\\d)");

    public Cidr {
        address &= mask(bits);
    }

    /** Reads {@code a.b.c.d/n}; anything else is an IllegalArgumentException. */
    public static Cidr parse(String text) {
        var matcher = BLOCK.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a CIDR block: " + text);
        }
        return new Cidr(address(matcher.group("address")), Integer.parseInt(matcher.group("bits")));
    }

    /** Reads {@code a.b.c.d}; anything else is an IllegalArgumentException. */
    public static int address(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            throw new IllegalArgumentException("not an IPv4 address: " + text);
        }
        int value = 0;
        for (String octet : text.split("\\.", -1)) {
            value = value << 8 | Integer.parseInt(octet);
        }
        return value;
    }

    public static String text(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255);
    }

    private static int mask(int bits) {
        return bits == 0 ? 0 : -1 << (32 - bits);
    }

    public boolean contains(int other) {
        return (other & mask(bits)) == address;
    }

    public boolean contains(Cidr other) {
        return other.bits >= bits && contains(other.address);
    }

    public boolean overlaps(Cidr other) {
        return contains(other) || other.contains(this);
    }

    /** The nth address of the block. */
    public int host(int n) {
        return address + n;
    }

    public int size() {
        return 1 << (32 - bits);
    }

    @Override
    public String toString() {
        return text(address) + "/" + bits;
    }
}
