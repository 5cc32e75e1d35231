package dev.seawall.deploy.flood.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A comparison as one HTML file without a script. Stateless. */
final class ComparisonPage {
    private ComparisonPage() {}

    static String of(Comparison comparison) {
        String style = Page.resource("report.css");
        return Page.fill(
                Page.resource("comparison.html"),
                Map.of(
                        "policy", "default-src 'none'; style-src " + Page.hash(style),
                        "style", style,
                        "before", Page.escaped(comparison.before()),
                        "after", Page.escaped(comparison.after()),
                        "cells", cells(comparison),
                        "changes", changes(comparison.changes())));
    }

    private static String cells(Comparison comparison) {
        List<Quantity> shown = Quantity.ALL.stream()
                .filter(quantity -> comparison.cells().stream()
                        .anyMatch(row -> row.numbers().containsKey(quantity.title())))
                .toList();
        String head = shown.stream()
                .map(quantity -> "<th scope=\"col\">" + Page.escaped(quantity.title()) + "</th>")
                .collect(Collectors.joining());
        String body = comparison.cells().stream()
                .map(row -> "<tr><th scope=\"row\">" + Page.escaped(row.cell()) + "</th>"
                        + shown.stream()
                                .map(quantity -> row.numbers().get(quantity.title()))
                                .map(pair -> "<td>" + (pair == null ? "" : Page.escaped(pair.words())) + "</td>")
                                .collect(Collectors.joining())
                        + "</tr>")
                .collect(Collectors.joining("\n"));
        return "<thead><tr><th scope=\"col\">tried</th>" + head + "</tr></thead>\n<tbody>" + body + "</tbody>";
    }

    private static String changes(List<Comparison.Change> changes) {
        return changes.isEmpty()
                ? "<p>Nothing else differs.</p>"
                : changes.stream()
                        .map(change -> "<tr><th scope=\"row\">" + Page.escaped(change.of()) + "</th><td>"
                                + Page.escaped(change.before()) + "</td><td>" + Page.escaped(change.after())
                                + "</td></tr>")
                        .collect(Collectors.joining(
                                "\n",
                                "<table><thead><tr><th scope=\"col\">what</th><th scope=\"col\">before</th>"
                                        + "<th scope=\"col\">after</th></tr></thead><tbody>",
                                "</tbody></table>"));
    }
}
