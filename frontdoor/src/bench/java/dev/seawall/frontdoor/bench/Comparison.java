package dev.seawall.frontdoor.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All peers under all workloads in one layout. For each workload: Java is warmed on all cores and then moved; then come the
 * rounds, every peer once in each, in an order that rotates. Thread rule: one thread.
 */
final class Comparison {
    private static final int SHORTEST_WARM_UP_SECONDS = 3;

    private final Options options;
    private final Layout layout;
    private final Site site;
    private final LoadGenerator generator;
    private final Progress progress;
    private final List<Cell> cells = new ArrayList<>();
    private final Map<Workload, String> profiles = new LinkedHashMap<>();

    Comparison(Options options, Layout layout, Site site, Progress progress) throws IOException {
        this.options = options;
        this.layout = layout;
        this.site = site;
        this.generator = new LoadGenerator(site);
        this.progress = progress;
    }

    /** Starts the peers, measures and ends them. */
    void run() throws IOException, InterruptedException, BenchmarkException {
        Origin origin = Origin.start(site, layout);
        List<RunningPeer> peers = new ArrayList<>();
        for (Peer peer : options.peers) {
            peers.add(RunningPeer.start(peer, site, layout, origin.port(), options.javaOptions, "30s"));
        }
        for (Workload workload : options.workloads) {
            warmAndMeasure(peers, workload, origin, 0);
            if (options.half && workload.hasRate()) {
                warmAndMeasure(peers, workload, origin, Summary.of(cells, layout).halfOfSlowest(workload));
            }
            profile(peers, workload);
        }
        peers.forEach(peer -> site.children().end(peer.process()));
        site.children().end(origin.process());
    }

    /** @param rate 0 for as much as gets through */
    private void warmAndMeasure(List<RunningPeer> peers, Workload workload, Origin origin, int rate)
            throws IOException, InterruptedException, BenchmarkException {
        for (RunningPeer peer : peers) {
            warm(peer, workload, rate);
        }
        rounds(peers, workload, origin, rate);
    }

    private void warm(RunningPeer peer, Workload workload, int rate)
            throws IOException, InterruptedException, BenchmarkException {
        if (!peer.peer().isJava() || options.warmUpSeconds == 0) {
            return;
        }
        peer.moveTo(Layout.allCores(), site.children());
        // In several loads: where connections end, what was compiled for those that stand is thrown away once more.
        int loads = Math.max(1, options.warmUpSeconds / Math.max(options.seconds, SHORTEST_WARM_UP_SECONDS));
        for (int left = loads; left > 0; left--) {
            Load load = load(peer, workload, rate, Layout.allCores(), options.warmUpSeconds / loads);
            if (left == 1) {
                progress.warmed(layout, workload, peer.peer(), load);
            }
        }
        peer.moveTo(layout.proxyCores(), site.children());
    }

    private Load load(RunningPeer peer, Workload workload, int rate, String cores, int seconds)
            throws IOException, InterruptedException, BenchmarkException {
        return rate == 0
                ? generator.full(peer, workload, cores, seconds)
                : generator.atRate(peer, workload, cores, seconds, rate);
    }

    private void rounds(List<RunningPeer> peers, Workload workload, Origin origin, int rate)
            throws IOException, InterruptedException, BenchmarkException {
        List<RunningPeer> order = new ArrayList<>(peers);
        for (int round = 1; round <= options.rounds; round++) {
            for (RunningPeer peer : order) {
                Cell cell = measure(peer, workload, origin, round, rate);
                cells.add(cell);
                progress.measured(workload, peer.peer(), cell);
            }
            Collections.rotate(order, -1);
        }
    }

    private Cell measure(RunningPeer peer, Workload workload, Origin origin, int round, int rate)
            throws IOException, InterruptedException, BenchmarkException {
        CpuSnapshot before = CpuSnapshot.take(peer, origin);
        Load load = load(peer, workload, rate, layout.otherCores(), options.seconds);
        CpuSnapshot used = CpuSnapshot.take(peer, origin).since(before);
        return Cell.of(layout, workload, peer.peer(), round, rate, load, used);
    }

    private void profile(List<RunningPeer> peers, Workload workload)
            throws IOException, InterruptedException, BenchmarkException {
        if (!options.profile) {
            return;
        }
        for (RunningPeer peer : peers) {
            if (peer.peer() == Peer.SEAWALL) {
                profiles.put(workload, new Profile(site, generator, layout).take(peer, workload, options.seconds));
            }
        }
    }

    Layout layout() {
        return layout;
    }

    List<Cell> cells() {
        return List.copyOf(cells);
    }

    /** Where Seawall's CPU went; empty unless it was asked for. */
    Map<Workload, String> profiles() {
        return Collections.unmodifiableMap(profiles);
    }
}
