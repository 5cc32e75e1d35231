package dev.seawall.deploy.lab.operation;

import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.wire.Tree;
import dev.seawall.deploy.lab.world.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Recorded spot prices, from files as {@code aws ec2 describe-spot-price-history} prints them: read at the first call.
 * Not thread-safe: the world's lock.
 */
final class SpotPrices {
    private static final Listing LISTING = new Listing(
            "", "spotPriceHistorySet", "availability-zone instance-type product-description spot-price timestamp");

    private final @Nullable Path directory;
    private @Nullable List<ObjectNode> newestFirst;

    SpotPrices(@Nullable Path directory) {
        this.directory = directory;
    }

    void register(Operations table) {
        table.add(
                "DescribeSpotPriceHistory",
                "InstanceType ProductDescription AvailabilityZone StartTime EndTime Filter" + " MaxResults NextToken",
                this::describe);
    }

    /** The changes within a span, and of each market the price that held when it began. */
    private ObjectNode describe(Parameters in) {
        Instant start = time(in, "StartTime", Instant.EPOCH);
        Instant end = time(in, "EndTime", Instant.MAX);
        List<String> types = in.list("InstanceType");
        List<String> products = in.list("ProductDescription");
        var markets = new HashSet<String>();
        var found = new ArrayList<ObjectNode>();
        for (ObjectNode price : prices()) {
            String type = price.path("instanceType").asString();
            String product = price.path("productDescription").asString();
            String zone = price.path("availabilityZone").asString();
            Instant changed = Instant.parse(price.path("timestamp").asString());
            if ((types.isEmpty() || types.contains(type))
                    && (products.isEmpty() || products.contains(product))
                    && in.text("AvailabilityZone", zone).equals(zone)
                    && !changed.isAfter(end)
                    && (changed.isAfter(start) || markets.add(type + product + zone))) {
                found.add(price);
            }
        }
        return LISTING.page(in, found);
    }

    private static Instant time(Parameters in, String name, Instant otherwise) {
        String text = in.find(name);
        try {
            return text == null ? otherwise : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw in.invalid(name, text, "It must be a time like 2016-04-25T12:00:00Z.");
        }
    }

    private List<ObjectNode> prices() {
        if (newestFirst == null) {
            newestFirst = directory == null ? List.of() : read(directory);
        }
        return newestFirst;
    }

    private static List<ObjectNode> read(Path directory) {
        var prices = new ArrayList<ObjectNode>();
        try (var files = Files.newDirectoryStream(directory, "*.json")) {
            for (Path file : files) {
                for (JsonNode price : Tree.MAPPER.readTree(file).path("SpotPriceHistory")) {
                    ObjectNode spelled = Tree.MAPPER.createObjectNode();
                    price.properties()
                            .forEach(p -> spelled.set(
                                    Character.toLowerCase(p.getKey().charAt(0))
                                            + p.getKey().substring(1),
                                    p.getValue()));
                    prices.add(spelled);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException("failed to read spot prices from " + directory, e));
        }
        prices.sort(Comparator.comparing((ObjectNode p) -> p.path("timestamp").asString())
                .reversed());
        return prices;
    }
}
