package dev.seawall.frontdoor.relay.http1;

import dev.seawall.frontdoor.loops.Dialer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * What an engine runs on and does not stop. Immutable.
 *
 * @param dialer opens its connections
 * @param executor for what a connection goes on with: on its loop
 * @param pool for what may block
 */
public record Surroundings(
        Dialer dialer, Executor executor, Executor pool, Scheduler scheduler, ByteBufferPool buffers) {}
