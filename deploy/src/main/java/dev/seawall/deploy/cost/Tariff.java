package dev.seawall.deploy.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How AWS charges for each sort of item. Stateless. */
final class Tariff {
    /** The price of an io2 volume's IOPS falls above this. */
    private static final int IO2_TIER = 32_000;

    private Tariff() {}

    /** Nothing when a price that it needs is missing. */
    static Optional<Bill.Line> price(Item item, Prices prices) {
        return switch (item) {
            case Item.Machine machine -> hourly(machine, machine.type(), prices);
            case Item.PublicAddress address -> hourly(address, "address", prices);
            case Item.Disk disk -> disk(disk, prices);
            case Item.Objects objects ->
                prices.find("s3")
                        .map(each -> new Bill.Line(
                                objects.name(),
                                objects.gib() + " GiB in S3 at " + each,
                                each.multiply(BigDecimal.valueOf(objects.gib()))));
        };
    }

    static String word(Item item) {
        return switch (item) {
            case Item.Machine machine -> machine.type();
            case Item.Disk disk -> disk.gib() + " GiB of " + disk.type();
            case Item.PublicAddress address -> "public address";
            case Item.Objects objects -> objects.gib() + " GiB in S3";
        };
    }

    private static Optional<Bill.Line> hourly(Item item, String key, Prices prices) {
        return prices.find(key)
                .map(each -> new Bill.Line(
                        item.name(),
                        word(item) + ", " + Bill.HOURS + " h at " + each.toPlainString(),
                        each.multiply(Bill.HOURS)));
    }

    private static Optional<Bill.Line> disk(Item.Disk disk, Prices prices) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(disk.type(), disk.gib(), "GiB of " + disk.type()));
        switch (disk.type()) {
            case "gp3" -> {
                parts.add(new Part("gp3.iops", disk.iops() - Item.Disk.GP3_IOPS, "IOPS above 3000"));
                parts.add(new Part(
                        "gp3.throughput", disk.throughputMibps() - Item.Disk.GP3_THROUGHPUT_MIBPS, "MiB/s above 125"));
            }
            case "io2" -> {
                parts.add(new Part("io2.iops", Math.min(disk.iops(), IO2_TIER), "IOPS"));
                parts.add(new Part("io2.iops.32000", disk.iops() - IO2_TIER, "IOPS above 32000"));
            }
            default -> {
                return Optional.empty();
            }
        }
        BigDecimal sum = BigDecimal.ZERO;
        List<String> how = new ArrayList<>();
        for (Part part : parts) {
            Optional<BigDecimal> each = prices.find(part.key);
            if (each.isEmpty()) {
                return Optional.empty();
            }
            if (part.count > 0) {
                sum = sum.add(each.get().multiply(BigDecimal.valueOf(part.count)));
                how.add(part.count + " " + part.unit + " at " + each.get().toPlainString());
            }
        }
        return Optional.of(new Bill.Line(disk.name(), String.join(", ", how), sum));
    }

    /** So many of something at one price; none when the count is not above zero. */
    private record Part(String key, long count, String unit) {}
}
