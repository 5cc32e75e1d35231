package dev.seawall.deploy.command;

import dev.seawall.deploy.verify.packets.Crossing;
import dev.seawall.deploy.verify.packets.Flow.Protocol;
import dev.seawall.deploy.verify.packets.Meeting;
import dev.seawall.deploy.verify.packets.PacketReport;
import dev.seawall.deploy.verify.packets.Place;
import dev.seawall.deploy.verify.packets.Sighting.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code verify --packets} on a terminal: a row for each sender, a column for each receiver. Immutable. */
record PacketMatrix(PacketReport report) {
    private static final String NOTHING = "·";
    private static final String REFUSED = "°";
    private static final String WRONG = "!";

    List<String> lines() {
        var places = report.layout().places();
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("from \\ to"));
        places.forEach(to -> head.add(shortName(to)));
        rows.add(head);
        for (Place from : places) {
            List<String> row = new ArrayList<>(List.of(rowName(from)));
            places.forEach(to -> row.add(cell(from, to)));
            if (row.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
                rows.add(row);
            }
        }
        List<String> lines = new ArrayList<>(aligned(rows));
        lines.add(legend(rows));
        lines.add(punches());
        return lines;
    }

    /** Explains only the marks that there are. */
    private String legend(List<List<String>> rows) {
        var legend = new StringBuilder("Ports that packets got through to, of ")
                .append(report.layout().ports().stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .append(", tcp and udp; ")
                .append(NOTHING)
                .append(" none");
        boolean refused = rows.stream().flatMap(List::stream).anyMatch(cell -> cell.contains(REFUSED));
        boolean wrong = rows.stream().flatMap(List::stream).anyMatch(cell -> cell.contains(WRONG));
        return legend.append(refused ? "; 443" + REFUSED + " nobody listens there" : "")
                .append(wrong ? "; 22" + WRONG + " passes and shouldn't; -22" + WRONG + " should pass and doesn't" : "")
                .append('.')
                .toString();
    }

    /** {@code fd1} for front-door-1, {@code w2v} for worker-2-volume; one word stays, and so does an id. */
    private static String shortName(Place place) {
        String[] words = place.name().split("-", -1);
        return words.length == 1 || place.name().equals(place.id())
                ? place.name()
                : Arrays.stream(words)
                        .map(word -> word.matches("[0-9]*") ? word : word.substring(0, 1))
                        .collect(Collectors.joining());
    }

    private static String rowName(Place place) {
        String brief = shortName(place);
        return brief.equals(place.name()) ? brief : place.name() + " (" + brief + ")";
    }

    private String cell(Place from, Place to) {
        var between = report.crossings().stream()
                .filter(one -> one.flow().from().equals(from) && one.flow().to().equals(to))
                .toList();
        if (between.isEmpty()) {
            return "";
        }
        String tcp = ports(between, Protocol.TCP);
        String udp = ports(between, Protocol.UDP);
        if (tcp.isEmpty() && udp.isEmpty()) {
            return NOTHING;
        }
        return udp.isEmpty() ? tcp : (tcp.isEmpty() ? "" : tcp + " ") + "udp:" + udp;
    }

    private String ports(List<Crossing> between, Protocol protocol) {
        List<String> marked = between.stream()
                .filter(one -> one.flow().protocol() == protocol)
                .map(PacketMatrix::marked)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        boolean all = marked.size() == report.layout().ports().size()
                && marked.stream().noneMatch(text -> text.startsWith("-"));
        return all
                ? "all" + (marked.stream().anyMatch(text -> text.endsWith(WRONG)) ? WRONG : "")
                : String.join(",", marked);
    }

    private static String marked(Crossing one) {
        int port = one.flow().port();
        if (!one.seen().arrived()) {
            return one.agrees() ? "" : "-" + port + WRONG;
        }
        boolean refused = one.seen().outcome() == Outcome.REFUSED;
        return port + (refused ? REFUSED : "") + (one.agrees() ? "" : WRONG);
    }

    private static List<String> aligned(List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(each -> each.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column)).repeat(' ', width - row.get(column).length() + 2);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private String punches() {
        var through = report.punches().stream()
                .filter(one ->
                        one.meeting().heard().there() || one.meeting().heard().back())
                .map(one -> met(one.meeting()) + (one.agrees() ? "" : WRONG))
                .toList();
        return "Hole punching: " + report.punches().size() + " pairs sent to each other at the same time from new udp"
                + " ports; "
                + (through.isEmpty()
                        ? "nothing got through."
                        : "packets got through between " + String.join(", ", through) + ".");
    }

    private static String met(Meeting meeting) {
        String arrow = meeting.heard().there() ? meeting.heard().back() ? " and " : " -> " : " <- ";
        return shortName(meeting.one()) + arrow + shortName(meeting.other());
    }
}
