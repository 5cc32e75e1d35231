package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.problem.Problem;
import dev.seawall.frontdoor.problem.ProblemType;
import dev.seawall.frontdoor.workers.Worker;
import dev.seawall.frontdoor.workers.WorkerTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * One exchange that every worker answers: all are asked at once, with the same parameters, and their pages merged
 * (docs/protocol.md section 5). One that fails fails the whole, and is named: a listing that silently lacks a shard
 * is a lie.
 *
 * <p>Thread rule: pages come from several threads; all state is guarded by {@code this}, the client is answered by
 * whoever settles it.
 */
final class ListingExchange implements PageRequest.Listener {
    private static final List<HttpHeader> READER_SETTINGS = List.of(
            HttpHeader.ACCEPT_ENCODING,
            HttpHeader.RANGE,
            HttpHeader.IF_RANGE,
            HttpHeader.EXPECT,
            HttpHeader.IF_MATCH,
            HttpHeader.IF_NONE_MATCH,
            HttpHeader.IF_MODIFIED_SINCE,
            HttpHeader.IF_UNMODIFIED_SINCE);

    private final ClientSide client;
    private final ForwardedFields fields;
    private final RelayEngine engine;
    private final WorkerTable workers;
    private final Entrance entrance;
    private final String name;
    private final List<PageRequest> asked = new ArrayList<>();
    private final PageMemory.Share memory;
    private final byte[][] pages;
    private int limit;
    private int missing;
    private boolean settled;

    ListingExchange(
            ClientSide client,
            ForwardedFields fields,
            RelayEngine engine,
            WorkerTable workers,
            Entrance entrance,
            String name,
            PageMemory.Share memory) {
        this.client = client;
        this.fields = fields;
        this.engine = engine;
        this.workers = workers;
        this.entrance = entrance;
        this.name = name;
        this.memory = memory;
        this.pages = new byte[workers.size()][];
        this.missing = workers.size();
    }

    void begin() {
        Request request = client.request();
        if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
            client.refuse(Problem.of(ProblemType.METHOD_NOT_ALLOWED, name + " only lists there, with GET or HEAD")
                    .withAllow("GET, HEAD"));
            return;
        }
        switch (ListingQuery.parse(request.getHttpURI().getQuery())) {
            case ListingQuery.Refused refused -> client.refuse(Problem.of(ProblemType.BAD_LISTING, refused.detail()));
            case ListingQuery query -> {
                limit = query.limit();
                request.addIdleTimeoutListener(timeout -> false);
                request.addFailureListener(this::onClientGone);
                askAll();
            }
        }
    }

    private void askAll() {
        for (Worker worker : workers.all()) {
            if (isSettled()) {
                return;
            }
            if (!workers.enter(worker)) {
                fail(Problem.of(ProblemType.WORKER_UNREACHABLE, worker.failureSentence())
                        .withRetryAfter(worker.retryAfter()));
                return;
            }
            HttpFields.Mutable head = HttpFields.build(fields.toWorker(client.request(), worker.name(), false));
            // The pages are read here, so they come plain and whole, whatever the client would have taken.
            READER_SETTINGS.forEach(head::remove);
            PageRequest page = new PageRequest(worker, entrance, client.log(), memory, this);
            synchronized (this) {
                asked.add(page);
            }
            page.send(
                    engine,
                    client.request().getHttpURI().getQuery(),
                    client.request().getHttpURI().getPath(),
                    head);
        }
    }

    @Override
    public void onPage(PageRequest from, byte[] page) {
        synchronized (this) {
            pages[asked.indexOf(from)] = page;
            missing--;
            if (missing > 0 || settled) {
                return;
            }
            settled = true;
        }
        // Pages are read and merged for longer than a loop may be kept from its other clients.
        client.request()
                .getConnectionMetaData()
                .getConnector()
                .getServer()
                .getThreadPool()
                .execute(this::merge);
    }

    @Override
    public void onNoPage(PageRequest from, Problem problem) {
        fail(problem);
    }

    private void merge() {
        byte[] merged;
        try {
            merged = ListingPages.merge(Arrays.asList(pages), limit);
        } catch (ListingPages.BadPageException e) {
            memory.close();
            Worker worker = workers.at(e.page());
            client.refuse(Problem.of(
                    ProblemType.WORKER_BROKE_OFF,
                    worker.name() + " at " + worker.address().hostAndPort() + " sent " + name
                            + " a page that cannot be read: " + e.getMessage()));
            return;
        }
        Arrays.fill(pages, null);
        memory.shrinkTo(merged.length);
        Response response = client.response();
        response.setStatus(200);
        fields.toClient(
                HttpFields.build()
                        .put(HttpHeader.CONTENT_TYPE, "application/json")
                        .put(HttpHeader.CONTENT_LENGTH, merged.length),
                response.getHeaders(),
                client.request());
        client.closeUnlessComplete();
        boolean head = HttpMethod.HEAD.is(client.request().getMethod());
        response.write(
                true,
                ByteBuffer.wrap(head ? new byte[0] : merged),
                Callback.from(
                        memory::close,
                        Callback.from(
                                () -> client.end(200, head ? 0 : merged.length),
                                failure -> client.breakOff(failure, false, 0))));
    }

    private void fail(Problem problem) {
        if (settle("another worker could not answer")) {
            client.refuse(problem);
        }
    }

    private void onClientGone(Throwable cause) {
        if (settle("the client is gone")) {
            client.breakOff(cause, false, 0);
        }
    }

    private synchronized boolean isSettled() {
        return settled;
    }

    private boolean settle(String why) {
        List<PageRequest> others;
        synchronized (this) {
            if (settled) {
                return false;
            }
            settled = true;
            others = List.copyOf(asked);
        }
        memory.close();
        others.forEach(other -> other.abort(new IOException(why)));
        return true;
    }
}
