package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.admission.Gates;
import dev.seawall.frontdoor.cache.Client;
import dev.seawall.frontdoor.cache.HttpCache;
import dev.seawall.frontdoor.cache.Origin;
import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import dev.seawall.frontdoor.routing.Decision;
import dev.seawall.frontdoor.routing.Route;
import dev.seawall.frontdoor.routing.Router;
import dev.seawall.frontdoor.workers.WorkerTable;
import java.time.Clock;
import java.util.Set;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * The last handler: sends each request where the router says, or says why not.
 *
 * <p>Thread rule: called by I/O threads, several at once; never blocks.
 */
public final class RelayHandler extends Handler.Abstract.NonBlocking {
    /** TRACE would echo fields that only workers are to see; CONNECT is for forward proxies. */
    private static final Set<String> REFUSED_METHODS = Set.of("TRACE", "CONNECT");

    /** In place of the one slot that may be asked. */
    private static final int ANY = -1;

    private static final String TAKEN = RelayHandler.class.getName();

    private final Router router;
    private final WorkerTable workers;
    private final Gates gates;
    private final @Nullable HttpCache cache;
    private final RelayEngine engine;
    private final ForwardedFields fields;
    private final String name;
    private final long mostBodyBytes;
    private final ExchangeListener listener;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final PageMemory pageMemory;

    /**
     * @param name this front door's, as workers and clients are told it
     * @param mostBodyBytes of a request's body
     * @param pageBytes of workers' listing pages to hold at once
     * @param cache asked before workers are; null for none
     */
    public RelayHandler(
            String name,
            long mostBodyBytes,
            long pageBytes,
            Router router,
            WorkerTable workers,
            Gates gates,
            @Nullable HttpCache cache,
            RelayEngine engine,
            ExchangeListener listener,
            Clock clock,
            LongSupplier nanoTime) {
        this.name = name;
        this.mostBodyBytes = mostBodyBytes;
        this.router = router;
        this.workers = workers;
        this.gates = gates;
        this.cache = cache;
        this.engine = engine;
        this.fields = new ForwardedFields(name);
        this.listener = listener;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.pageMemory = new PageMemory(pageBytes);
    }

    /** Whether the request came as far as the relay, which then tells its listener of it. */
    public static boolean took(Attributes request) {
        return request.getAttribute(TAKEN) != null;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        request.setAttribute(TAKEN, true);
        ExchangeLog log = new ExchangeLog(listener, request, clock, nanoTime);
        ClientSide client = new ClientSide(request, response, callback, log, mostBodyBytes);
        if (REFUSED_METHODS.contains(request.getMethod())) {
            client.refuse(Problem.of(ProblemType.METHOD_NOT_ALLOWED, name + " relays no " + request.getMethod())
                    .withAllow("GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH"));
            return true;
        }
        ClientBody body = client.body();
        if (body != null && body.isDeclaredTooLarge()) {
            client.bodyFailed(body.tooLarge());
            return true;
        }
        String path = request.getHttpURI().getPath();
        switch (router.decide(path == null ? "" : path)) {
            case Decision.ToOwner to -> {
                if (enters(client, to.route())) {
                    relay(client, to.route(), to.slot0());
                }
            }
            case Decision.ToAny to -> {
                if (enters(client, to.route())) {
                    relay(client, to.route(), ANY);
                }
            }
            case Decision.ToAll to -> {
                if (enters(client, to.route())) {
                    Entrance entrance = new Entrance(gates, to.route().match(), request);
                    new ListingExchange(client, fields, engine, workers, entrance, name, pageMemory.share()).begin();
                }
            }
            case Decision.Refused refused ->
                client.refuse(Problem.of(
                        ProblemType.BAD_KEY, name + " refused the path by the rule \"" + refused.rule() + '"'));
            case Decision.NoRoute none ->
                client.refuse(Problem.of(ProblemType.NO_ROUTE, "no route of " + name + " matches the path"));
        }
        return true;
    }

    /** Whether the request is not among those of its route that an operator has turned away. */
    private boolean enters(ClientSide client, Route route) {
        client.log().route(route.match());
        int percent = gates.throttle().turnsAway(route.match());
        if (percent > 0) {
            client.refuse(Entrance.turnedAway(name, route.match(), percent));
        }
        return percent == 0;
    }

    /** @param slot0 of the worker, or {@link #ANY} */
    private void relay(ClientSide client, Route route, int slot0) {
        if (cache == null || client.upgradesToWebSocket()) {
            exchange(client, route, slot0);
        } else {
            String method = client.request().getMethod();
            boolean reads = client.body() == null && (HttpMethod.GET.is(method) || HttpMethod.HEAD.is(method));
            Behind behind = new Behind(client, route, slot0);
            if (reads) {
                cache.serve(client, behind);
            } else {
                cache.pass(client, behind);
            }
        }
    }

    private void exchange(ClientSide client, Route route, int slot0) {
        WorkerChoice choice = slot0 == ANY ? WorkerChoice.any(workers) : WorkerChoice.owner(workers, slot0);
        new RelayExchange(client, fields, engine, choice, new Entrance(gates, route.match(), client.request())).begin();
    }

    /** The workers behind the cache, for one client's request. */
    private final class Behind implements Origin {
        private final ClientSide client;
        private final Route route;
        private final int slot0;

        Behind(ClientSide client, Route route, int slot0) {
            this.client = client;
            this.route = route;
            this.slot0 = slot0;
        }

        @Override
        public void relay(Response response, @Nullable Runnable onBreak) {
            exchange(client.through(response, onBreak), route, slot0);
        }

        @Override
        public void fetch(Client fetch) {
            exchange(new FetchSide(fetch, client.log()), route, slot0);
        }

        @Override
        public void fetchInBackground(Client fetch) {
            exchange(new FetchSide(fetch, client.log().afterwards()), route, slot0);
        }
    }
}
