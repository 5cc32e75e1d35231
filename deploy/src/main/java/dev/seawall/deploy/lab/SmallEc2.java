package dev.seawall.deploy.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.seawall.deploy.lab.fault.CallListener;
import dev.seawall.deploy.lab.fault.CallListener.Boundary;
import dev.seawall.deploy.lab.fault.CallRecord;
import dev.seawall.deploy.lab.fault.Faults;
import dev.seawall.deploy.lab.operation.Catalog;
import dev.seawall.deploy.lab.operation.Cloud;
import dev.seawall.deploy.lab.operation.Ec2;
import dev.seawall.deploy.lab.s3.ObjectStore;
import dev.seawall.deploy.lab.s3.PresignedUrl;
import dev.seawall.deploy.lab.s3.S3;
import dev.seawall.deploy.lab.wire.ApiError;
import dev.seawall.deploy.lab.wire.Credential;
import dev.seawall.deploy.lab.wire.Parameters;
import dev.seawall.deploy.lab.world.StateFile;
import dev.seawall.deploy.lab.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seawall's own EC2, with the little of S3 and STS that goes with it: one port on loopback, told apart by the service
 * each request is signed for. Thread-safe: one call at a time changes the world, under one lock.
 */
public final class SmallEc2 implements AutoCloseable {
    private static final Logger LOG = System.getLogger(SmallEc2.class.getName());
    private static final int MAX_FORM_BYTES = 1 << 20;

    static {
        // The JDK's server sends headers and body apart: with Nagle's algorithm each long answer waits 40 ms for an
        // ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final LabConfig config;
    private final ReentrantLock lock = new ReentrantLock();
    private final Faults faults = new Faults();
    private final CallRecord record = new CallRecord();
    private final StateFile stateFile;
    private final World world;
    private final Ec2 ec2;
    private final S3 s3;
    private final Path objects;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile CallListener listener = CallListener.NONE;

    private SmallEc2(LabConfig config, HttpServer server) throws IOException {
        this.config = config;
        this.server = server;
        var catalog = new Catalog(config.region());
        Path directory = config.directory();
        objects = directory == null ? Files.createTempDirectory("seawall-s3-") : directory.resolve("objects");
        Files.createDirectories(objects);
        stateFile = StateFile.in(directory);
        world = stateFile.load();
        ec2 = new Ec2(
                new Cloud(
                        world,
                        catalog,
                        config.machines(),
                        config.disks(),
                        faults,
                        config.pace(),
                        config.clock(),
                        config.publicPool(),
                        config.loopbackVpcs(),
                        config.landmarks()),
                config.spotPrices());
        config.machines().adopt(ec2.machines());
        ec2.guard();
        s3 = new S3(new ObjectStore(world, objects), config.clock(), lock);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new IOException("the small EC2 failed to listen on loopback port " + port + ": " + e.getMessage(), e);
        }
    }

    /** Listens when this returns. */
    public static SmallEc2 start(LabConfig config) throws IOException {
        HttpServer server = listen(config.port());
        try {
            return new SmallEc2(config, server);
        } catch (IOException | RuntimeException e) {
            server.stop(0);
            throw e;
        }
    }

    /** What {@code --endpoint-url} takes. */
    public URI endpoint() {
        return URI.create("http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    public Faults faults() {
        return faults;
    }

    public CallRecord record() {
        return record;
    }

    /** Hears every call from now on. */
    public void listen(CallListener heard) {
        listener = heard;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var reply = new Reply(exchange, UUID.randomUUID().toString());
        try (exchange) {
            String service = "ec2";
            try {
                Parameters query =
                        Parameters.parse(text(exchange.getRequestURI().getRawQuery()));
                if (isAnonymous(exchange, query)) {
                    service = "s3";
                    var source = exchange.getRemoteAddress().getAddress();
                    s3.checkAnonymous(S3.target(exchange, query), () -> ec2.endpointsPassed(source));
                    dispatch(service, query, exchange, reply);
                    return;
                }
                Credential credential = query.has("X-Amz-Algorithm")
                        ? PresignedUrl.check(query, config.clock().instant())
                        : Credential.fromHeader(exchange.getRequestHeaders().getFirst("Authorization"));
                service = credential.service();
                if (!credential.region().equals(config.region())) {
                    throw new ApiError(
                            401,
                            "AuthFailure",
                            "Credential should be scoped to a valid region: " + config.region() + ", not "
                                    + credential.region());
                }
                dispatch(service, query, exchange, reply);
            } catch (ApiError e) {
                reply.error(service, e);
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "a call of " + service + " failed", e);
                reply.error(service, new ApiError(500, "InternalError", "An internal error has occurred: " + e));
            }
        }
    }

    /** A request that nobody has signed is one to S3 when it names something there; EC2's and STS's go to the root. */
    private static boolean isAnonymous(HttpExchange exchange, Parameters query) {
        return exchange.getRequestHeaders().getFirst("Authorization") == null
                && query.roots().stream().noneMatch(name -> name.startsWith("X-Amz-"))
                && !exchange.getRequestURI().getPath().equals("/");
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private void dispatch(String service, Parameters query, HttpExchange exchange, Reply reply) throws IOException {
        if (service.equals("s3")) {
            S3.Target target = S3.target(exchange, query);
            begin(target.action());
            S3.Answer answer = s3.call(target, exchange);
            save();
            if (carriedOut(target.action())) {
                reply.s3(answer);
            }
            return;
        }
        Parameters in = form(exchange);
        String action = in.text("Action");
        String iamAction = service + ":" + action;
        begin(iamAction);
        ObjectNode answer =
                switch (service) {
                    case "ec2" -> underLock(action, in);
                    case "sts" -> Sts.call(action);
                    default -> throw new ApiError("InvalidAction", "There is no service " + service + " here.");
                };
        if (carriedOut(iamAction)) {
            reply.query(service, action, answer);
        }
    }

    private static Parameters form(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_FORM_BYTES + 1);
        if (body.length > MAX_FORM_BYTES) {
            throw new ApiError(413, "RequestEntityTooLarge", "The request is longer than " + MAX_FORM_BYTES + " bytes");
        }
        return Parameters.parse(new String(body, StandardCharsets.UTF_8));
    }

    private void begin(String iamAction) {
        record.add(iamAction);
        listener.onCall(iamAction, Boundary.RECEIVED);
        ApiError refusal = faults.refusal(iamAction.substring(iamAction.indexOf(':') + 1));
        if (refusal != null) {
            throw refusal;
        }
    }

    /** False when the answer is to be lost: the connection then closes without one. */
    private boolean carriedOut(String iamAction) {
        listener.onCall(iamAction, Boundary.CARRIED_OUT);
        return !faults.losesAnswer(iamAction.substring(iamAction.indexOf(':') + 1));
    }

    private ObjectNode underLock(String action, Parameters in) throws IOException {
        lock.lock();
        try {
            return ec2.call(action, in);
        } finally {
            try {
                stateFile.save(world);
            } finally {
                lock.unlock();
            }
        }
    }

    private void save() throws IOException {
        lock.lock();
        try {
            stateFile.save(world);
        } finally {
            lock.unlock();
        }
    }

    /** Stops listening; calls under way end first. What machines do goes on. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
        stateFile.close();
        if (config.directory() == null) {
            try (var files = Files.walk(objects)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
