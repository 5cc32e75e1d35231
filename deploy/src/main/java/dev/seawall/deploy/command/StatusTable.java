package dev.seawall.deploy.command;

import dev.seawall.deploy.blueprint.AddressPlan;
import dev.seawall.deploy.local.Elapsed;
import dev.seawall.deploy.local.LocalTarget;
import dev.seawall.deploy.local.Survey.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code status} for people: a table of facts, then the observations as sentences. */
record StatusTable(Terminal terminal) {
    private static final List<String> HEADINGS =
            List.of("COMPONENT", "STATE", "PID", "ADDRESS", "ADMIN", "UP", "VERSION", "OBJECTS", "STORED", "ON DISK");

    void print(LocalTarget target, List<Seen> all) {
        var out = terminal.out();
        out.println(terminal.bold(target.blueprint().name()) + " on this machine");
        out.println();
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        all.forEach(seen -> rows.add(row(seen)));
        int[] widths = IntStream.range(0, HEADINGS.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (int i = 0; i < rows.size(); i++) {
            out.println(line(rows.get(i), widths, i == 0 ? null : all.get(i - 1)));
        }
        out.println();
        all.forEach(seen -> seen.remarks().forEach(remark -> out.println(terminal.red("!") + " " + remark)));
        all.forEach(seen -> seen.observations()
                .forEach(one -> out.println("  " + one.path("sentence").asString(""))));
    }

    private String line(List<String> cells, int[] widths, @Nullable Seen seen) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String cell = String.format("%-" + widths[column] + "s", cells.get(column));
            line.append(column == 1 && seen != null ? marked(cell, seen) : cell).append("  ");
        }
        return line.toString().stripTrailing();
    }

    private String marked(String cell, Seen seen) {
        return seen.asWanted() ? terminal.green(cell) : terminal.red(cell);
    }

    private static List<String> row(Seen seen) {
        var component = seen.component();
        return List.of(
                component.name(),
                seen.state(),
                text(seen.pid()),
                address(component.http())
                        + (component.https().isPresent()
                                ? ", https :" + component.https().getAsInt()
                                : ""),
                address(component.admin()),
                seen.uptimeSeconds() == null ? "-" : Elapsed.of(Duration.ofSeconds(seen.uptimeSeconds())),
                seen.version() == null ? "-" : seen.version(),
                text(seen.objects()),
                bytes(seen.objectBytes()),
                bytes(seen.diskBytes()));
    }

    private static String address(int port) {
        return port == 0 ? "-" : AddressPlan.HOST + ":" + port;
    }

    private static String text(@Nullable Long value) {
        return value == null ? "-" : value.toString();
    }

    static String bytes(@Nullable Long bytes) {
        if (bytes == null) {
            return "-";
        }
        if (bytes < 1024) {
            return bytes + " B";
        }
        double amount = bytes;
        int unit = -1;
        while (amount >= 1024 && unit < 3) {
            amount /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %ciB", amount, "KMGT".charAt(unit));
    }
}
