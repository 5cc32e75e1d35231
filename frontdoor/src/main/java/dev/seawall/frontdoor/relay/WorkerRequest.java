package dev.seawall.frontdoor.relay;

import dev.seawall.frontdoor.workers.WorkerAddress;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A request as one worker is to see it. Immutable but for the body, which is read once.
 *
 * @param target origin-form, written byte for byte
 * @param fields everything but {@code Content-Length} and {@code Transfer-Encoding}, which the engine makes
 * @param body null when there is none; not touched before a connection stands
 * @param length of the body in bytes, -1 when unknown or none
 * @param awaitsContinue the body is only asked for once the worker says 100 (RFC 9110 §10.1.1)
 * @param upgrades the worker may answer 101
 * @param fresh not to be sent on a connection that has served before
 */
public record WorkerRequest(
        WorkerAddress worker,
        String method,
        String target,
        HttpFields fields,
        Content.@Nullable Source body,
        long length,
        boolean awaitsContinue,
        boolean upgrades,
        boolean fresh) {}
