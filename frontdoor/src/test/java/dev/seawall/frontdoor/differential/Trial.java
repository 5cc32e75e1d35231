package dev.seawall.frontdoor.differential;

import dev.seawall.frontdoor.differential.exchange.Exchange;
import dev.seawall.frontdoor.differential.exchange.Generator;
import dev.seawall.frontdoor.differential.proxy.JettyProxy;
import dev.seawall.frontdoor.differential.proxy.NginxProxy;
import dev.seawall.frontdoor.differential.proxy.SeawallProxy;
import dev.seawall.frontdoor.differential.wire.Course;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The same exchanges through Seawall and through every other proxy that is there, one lane each, all at once.
 *
 * @param seawall the courses through Seawall, one an exchange
 * @param others as many, or fewer when too many hung
 */
record Trial(List<Exchange> exchanges, List<Course> seawall, Map<Opinion, List<Course>> others) {
    private static final long USUAL_SEED = 2009;
    private static final int USUAL_COUNT = 3000;
    private static final long SEED = Long.getLong("seawall.differential.seed", USUAL_SEED);
    private static final int COUNT = Integer.getInteger("seawall.differential.exchanges", USUAL_COUNT);
    private static final int ONLY = Integer.getInteger("seawall.differential.only", -1);

    Trial {
        exchanges = List.copyOf(exchanges);
        seawall = List.copyOf(seawall);
        others = Map.copyOf(others);
    }

    /** Plays the exchanges that the system properties name. */
    static Trial run() throws Exception {
        Generator generator = new Generator(SEED);
        List<Exchange> exchanges = (ONLY >= 0 ? IntStream.of(ONLY) : IntStream.range(0, COUNT))
                .mapToObj(generator::exchange)
                .toList();
        Map<Opinion, Lane.Start> starts = new EnumMap<>(Opinion.class);
        starts.put(Opinion.JETTY, JettyProxy::new);
        Optional<Path> nginx = NginxProxy.program();
        nginx.ifPresent(program -> starts.put(Opinion.NGINX, port -> NginxProxy.start(program, port)));
        Map<Opinion, Future<List<Course>>> running = new EnumMap<>(Opinion.class);
        Map<Opinion, List<Course>> others = new EnumMap<>(Opinion.class);
        try (ExecutorService lanes =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            Future<List<Course>> seawall = lanes.submit(() -> Lane.run(SeawallProxy::new, exchanges));
            starts.forEach((opinion, start) -> running.put(opinion, lanes.submit(() -> Lane.run(start, exchanges))));
            for (Map.Entry<Opinion, Future<List<Course>>> lane : running.entrySet()) {
                others.put(lane.getKey(), lane.getValue().get());
            }
            return new Trial(exchanges, seawall.get(), others);
        }
    }

    /** Whether these are the exchanges by which docs/differences.md was written. */
    static boolean isUsual() {
        return SEED == USUAL_SEED && COUNT == USUAL_COUNT && ONLY < 0;
    }

    /** How to have it again. */
    static String settings() {
        return "-Dseawall.differential.seed=" + SEED + " -Dseawall.differential.exchanges=" + COUNT
                + (ONLY < 0 ? "" : " -Dseawall.differential.only=" + ONLY);
    }

    /** Those whose behaviour the rows of docs/differences.md describe. */
    List<Opinion> described() throws IOException {
        List<Opinion> described = new ArrayList<>();
        for (Opinion opinion : others.keySet()) {
            if (opinion != Opinion.NGINX || NginxProxy.version().equals(Optional.of(Explanations.NGINX_VERSION))) {
                described.add(opinion);
            }
        }
        return described;
    }

    List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        others.forEach((opinion, courses) -> {
            for (int i = 0; i < courses.size(); i++) {
                found.addAll(Comparison.differences(exchanges.get(i), seawall.get(i), opinion, courses.get(i)));
            }
        });
        return found;
    }
}
