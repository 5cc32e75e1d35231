package dev.seawall.deploy.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What items cost in a month of 730 hours. What has no known price is named, and not in the sum. Immutable.
 *
 * @param unpriced sentences
 * @param source where the prices come from and what they leave out; empty when there are none
 */
public record Bill(List<Line> lines, BigDecimal total, List<String> unpriced, String source) {
    static final BigDecimal HOURS = BigDecimal.valueOf(730);

    /** One item's price. {@code how} tells how it comes about, such as {@code m7g.large, 730 h at 0.0816}. */
    public record Line(String name, String how, BigDecimal monthly) {}

    public Bill {
        lines = List.copyOf(lines);
        unpriced = List.copyOf(unpriced);
    }

    public static Bill of(String region, List<? extends Item> items) {
        Optional<Prices> known = Prices.of(region);
        if (known.isEmpty()) {
            String sentence = "no prices of " + region + " are in this version (only of "
                    + String.join(", ", Prices.KNOWN) + "): what this costs is not known here";
            return new Bill(List.of(), BigDecimal.ZERO, items.isEmpty() ? List.of() : List.of(sentence), "");
        }
        Prices prices = known.get();
        List<Line> lines = new ArrayList<>();
        List<String> unpriced = new ArrayList<>();
        for (Item item : items) {
            Tariff.price(item, prices)
                    .ifPresentOrElse(
                            lines::add,
                            () -> unpriced.add("the price of " + item.name() + " (" + Tariff.word(item)
                                    + ") is not known here and not in the sum"));
        }
        BigDecimal total = lines.stream().map(Line::monthly).reduce(BigDecimal.ZERO, BigDecimal::add);
        String source = "on-demand prices of " + prices.date() + " in " + region + ", without traffic and tax";
        return new Bill(lines, total, unpriced, source);
    }

    /** USD, to the cent. */
    public static String dollars(BigDecimal amount) {
        return String.format(Locale.ROOT, "$%,.2f", amount.setScale(2, RoundingMode.HALF_UP));
    }

    /** For people: a line for each item, the sum, where the prices come from, what is not in it. */
    public List<String> text() {
        List<String> text = new ArrayList<>();
        int names = lines.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        int sums = Math.max(10, dollars(total).length());
        for (Line line : lines) {
            text.add(String.format(
                    Locale.ROOT,
                    "%-" + names + "s %" + sums + "s  %s",
                    line.name(),
                    dollars(line.monthly()),
                    line.how()));
        }
        if (!lines.isEmpty()) {
            text.add(String.format(
                    Locale.ROOT, "%-" + names + "s %" + sums + "s  a month: %s", "sum", dollars(total), source));
        }
        text.addAll(unpriced);
        return List.copyOf(text);
    }
}
