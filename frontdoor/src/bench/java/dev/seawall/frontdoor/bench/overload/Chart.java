package dev.seawall.frontdoor.bench.overload;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lines over two axes, as an SVG that is readable on light and on dark ground. Not thread-safe.
 *
 * <p>The colours are those of Okabe and Ito, "Color Universal Design", 2008, lightened or darkened for their ground;
 * lines differ in their dashes, too.
 */
final class Chart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 380;
    private static final int LEFT = 64;
    private static final int RIGHT = 20;
    private static final int TOP = 84;
    private static final int BOTTOM = 52;
    private static final int LEGEND_Y = 50;
    private static final int LETTER = 7;

    private static final String STYLE =
            """
            text { font: 13px system-ui, sans-serif; fill: #24292f }
            .title { font-size: 16px; font-weight: 600 }
            .ground { fill: #ffffff }
            .grid { stroke: #d8dee4; stroke-width: 1 }
            .axis { stroke: #57606a; stroke-width: 1 }
            .mark { stroke: #57606a; stroke-width: 1; stroke-dasharray: 2 3 }
            .line { fill: none; stroke-width: 2; stroke-linejoin: round }
            .seawall { stroke: #0064a8; stroke-width: 3 }
            .jetty { stroke: #a8467c; stroke-dasharray: 2 4 }
            .haproxy { stroke: #b84d00; stroke-dasharray: 8 4 }
            .haproxy-tuned { stroke: #007a58 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .ground { fill: #0d1117 }
              .grid { stroke: #2b323b }
              .axis, .mark { stroke: #8b949e }
              .seawall { stroke: #58b4f0 }
              .jetty { stroke: #e09ac4 }
              .haproxy { stroke: #f0925a }
              .haproxy-tuned { stroke: #3fc79a }
            }
            """;

    private final Axis x;
    private final Axis y;
    private final StringBuilder svg = new StringBuilder();
    private int legendX = LEFT;

    /** A number at a place of the x axis; NaN breaks the line. Immutable. */
    record Point(double x, double y) {}

    Chart(String title, Axis x, Axis y) {
        this.x = x;
        this.y = y;
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + ' ' + HEIGHT + "\" role=\"img\">");
        add("<title>" + title + "</title>");
        add("<style>\n" + STYLE + "</style>");
        add(String.format(Locale.ROOT, "<rect class=\"ground\" width=\"%d\" height=\"%d\"/>", WIDTH, HEIGHT));
        text(LEFT, 26, "start", "title", title);
        axes();
    }

    private void axes() {
        for (Axis.Tick tick : y.ticks()) {
            stroke("grid", LEFT, atY(tick.at()), WIDTH - RIGHT, atY(tick.at()));
            text(LEFT - 8, atY(tick.at()) + 4, "end", "", tick.text());
        }
        for (Axis.Tick tick : x.ticks()) {
            stroke("axis", atX(tick.at()), HEIGHT - BOTTOM, atX(tick.at()), HEIGHT - BOTTOM + 5);
            text(atX(tick.at()), HEIGHT - BOTTOM + 20, "middle", "", tick.text());
        }
        stroke("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "", x.label());
        text(LEFT, TOP - 12, "start", "", y.label());
    }

    /**
     * Adds a line.
     *
     * @param kind a {@link Contender}, as it is called in options
     */
    Chart line(String name, String kind, List<Point> points) {
        List<String> path = new ArrayList<>();
        boolean draws = false;
        for (Point point : points) {
            if (Double.isNaN(point.y())) {
                draws = false;
                continue;
            }
            path.add(String.format(Locale.ROOT, "%s%.1f %.1f", draws ? "L" : "M", atX(point.x()), atY(point.y())));
            draws = true;
        }
        add(String.format(Locale.ROOT, "<path class=\"line %s\" d=\"%s\"/>", kind, String.join("", path)));
        add(String.format(Locale.ROOT, "<path class=\"line %s\" d=\"M%d %dh26\"/>", kind, legendX, LEGEND_Y - 4));
        text(legendX + 32, LEGEND_Y, "start", "", name);
        legendX += 32 + LETTER * name.length() + 24;
        return this;
    }

    /** A moment that is to be seen: something changes here. */
    Chart mark(double at, String name) {
        stroke("mark", atX(at), TOP, atX(at), HEIGHT - BOTTOM);
        text(atX(at) + 5, TOP + 13, "start", "", name);
        return this;
    }

    String svg() {
        return svg + "</svg>\n";
    }

    private double atX(double number) {
        return LEFT + x.place(number) * (WIDTH - LEFT - RIGHT);
    }

    private double atY(double number) {
        return HEIGHT - BOTTOM - y.place(number) * (HEIGHT - TOP - BOTTOM);
    }

    private void stroke(String kind, double fromX, double fromY, double toX, double toY) {
        add(String.format(
                Locale.ROOT, "<path class=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>", kind, fromX, fromY, toX, toY));
    }

    private void text(double atX, double atY, String anchor, String kind, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>",
                atX,
                atY,
                anchor,
                kind,
                text));
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
