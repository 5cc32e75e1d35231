package dev.seawall.frontdoor.relay;

/**
 * Sends one request to one worker and streams what comes back: the seam between what the front door decides and how
 * bytes travel. {@link RelayExchange} is above it; {@code relay.http1} is what carries it out.
 *
 * <p>Thread rule: thread-safe, never blocks.
 */
public interface RelayEngine {

    /** Starts one try. The listener may be called before this returns. */
    Try start(WorkerRequest request, AnswerListener answer);

    /** A try under way. */
    interface Try {

        /**
         * Gives it up, from any thread: the worker sees its stream break off. An answer that has begun fails with
         * {@code cause}.
         *
         * @return whether this ended it: the listener has heard of no outcome and never will
         */
        boolean abort(Throwable cause);
    }
}
