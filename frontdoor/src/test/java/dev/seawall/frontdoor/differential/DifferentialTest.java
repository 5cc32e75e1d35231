package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Generator;
import dev.seawall.frontdoor.differential.proxy.NginxProxy;
import dev.seawall.frontdoor.differential.proxy.SeawallProxy;
import dev.seawall.frontdoor.differential.wire.Course;
import java.nio.file.*;
import java.util.*;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Probe. */
class DifferentialTest {
    private static final long SEED = Long.getLong("seawall.differential.seed", 1);
    private static final int COUNT = Integer.getInteger("seawall.differential.count", 3000);

    @Test
    void probe() throws Exception {
        Generator generator = new Generator(SEED);
        List<Exchange> exchanges = IntStream.range(0, COUNT).mapToObj(generator::exchange).toList();
        long a = System.nanoTime();
        List<Course> ours = Lane.run(SeawallProxy::new, exchanges);
        long b = System.nanoTime();
        Path program = NginxProxy.program().orElseThrow();
        List<Course> theirs = Boolean.getBoolean("only") ? List.of() : Lane.run(port -> NginxProxy.start(program, port), exchanges);
        long c = System.nanoTime();
        StringBuilder out = new StringBuilder();
        out.append("ours ").append(ours.size()).append(" in ").append((b - a) / 1000000).append(" theirs ").append(theirs.size()).append(" in ").append((c - b) / 1000000).append("\n");
        for (int i = 0; i < ours.size(); i++) {
            List<String> v = Invariants.violated(exchanges.get(i), ours.get(i));
            if (!v.isEmpty()) {
                out.append("VIOLATED ").append(v).append("\n").append(exchanges.get(i).transcript()).append("\n");
                ours.get(i).replies().forEach(r -> out.append("    reply ").append(Exchange.shown(r.toString())).append('\n'));
                ours.get(i).arrivals().forEach(r -> out.append("    arrival ").append(Exchange.shown(r.toString())).append('\n'));
            }
        }
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            if (theirs.get(i).hung()) { out.append("NGINXHUNG ").append(exchanges.get(i).transcript()).append("\n"); }
            for (Difference d : Comparison.differences(exchanges.get(i), ours.get(i), theirs.get(i))) {
                out.append("DIFF ").append(d).append("\n");
            }
        }
        Files.writeString(Path.of("/tmp/farm6/diff-" + SEED + ".txt"), out.toString());
    }
}
