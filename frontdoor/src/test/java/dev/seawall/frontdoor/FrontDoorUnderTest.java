package dev.seawall.frontdoor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;

/** A real front door on free ports, before the workers it is given, with limits short enough for tests. */
public final class FrontDoorUnderTest implements AutoCloseable {
    private final FrontDoor door;

    private FrontDoorUnderTest(FrontDoor door) {
        this.door = door;
    }

    /** Routed as docs/reference/frontdoor.yaml has it: objects by key, a listing, and anything else to any worker. */
    public static FrontDoorUnderTest before(RawWorker... workers) throws Exception {
        return before(List.of(), List.of(workers).stream().map(RawWorker::port).toArray(Integer[]::new));
    }

    /**
     * With other settings.
     *
     * @param settings lines of configuration that replace the ones below, by their first word
     */
    public static FrontDoorUnderTest with(List<String> settings, RawWorker... workers) throws Exception {
        return before(settings, List.of(workers).stream().map(RawWorker::port).toArray(Integer[]::new));
    }

    public static FrontDoorUnderTest before(List<String> settings, Integer... ports) throws Exception {
        StringBuilder yaml = new StringBuilder("""
                name: front-door-1
                deployment: shop
                routes:
                  - {match: /v1/objects/, owner: path}
                  - {match: /v1/objects, owner: all}
                  - {match: /, owner: any}
                workers:
                """);
        for (int i = 0; i < ports.length; i++) {
            yaml.append("  - {name: worker-%d, host: 127.0.0.1, port: %d}%n".formatted(i + 1, ports[i]));
        }
        List<String> defaults = List.of(
                "http: {host: 127.0.0.1, port: 0}",
                "admin: {host: 127.0.0.1, port: 0}",
                "limits: {bodyBytes: 1MiB, headerBytes: 8KiB}",
                "relay: {connectTimeout: 500ms, firstByteTimeout: 10s, idleTimeout: 10s}",
                "probe: {interval: 50ms, timeout: 1s}",
                "breaker: {failures: 5, openFor: 2s}",
                "drain: {limit: 5s}");
        for (String line : defaults) {
            String key = line.substring(0, line.indexOf(':') + 1);
            yaml.append(settings.stream()
                            .filter(setting -> setting.startsWith(key))
                            .findFirst()
                            .orElse(line))
                    .append('\n');
        }
        if (SecuredWorkers.inUse() != null) {
            yaml.append(SecuredWorkers.inUse().frontDoor().workerTls()).append('\n');
        }
        settings.stream()
                .filter(setting -> defaults.stream()
                        .noneMatch(line -> line.startsWith(setting.substring(0, setting.indexOf(':') + 1))))
                .forEach(setting -> yaml.append(setting).append('\n'));
        return new FrontDoorUnderTest(FrontDoor.open(
                FrontDoorConfig.parse(yaml.toString(), Path.of("").toAbsolutePath())));
    }

    public FrontDoor door() {
        return door;
    }

    public int port() {
        return door.httpPort();
    }

    /** What its connections read into. */
    public ByteBufferPool buffers() {
        return door.buffers();
    }

    /** A raw connection to the public port. */
    public RawClient connect() throws IOException {
        return new RawClient(port());
    }

    @Override
    public void close() {
        door.close();
    }
}
