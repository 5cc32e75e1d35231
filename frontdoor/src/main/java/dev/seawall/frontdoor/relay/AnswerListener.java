package dev.seawall.frontdoor.relay;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;

/**
 * Told what a worker answers. After any number of {@link #onInterim}, exactly one of the others is called.
 *
 * <p>Thread rule: called from one I/O thread at a time; must not block.
 */
public interface AnswerListener {

    /**
     * A 1xx other than 100, which asks for the body, and 101.
     *
     * @param goOn to be run, from any thread, when this one has been dealt with: nothing more is read until then
     */
    void onInterim(int status, HttpFields fields, Runnable goOn);

    /**
     * The head of the answer. The listener must read {@code body} to its last chunk or fail it; trailers come as a
     * {@link org.eclipse.jetty.http.Trailers} chunk.
     */
    void onAnswer(int status, HttpFields fields, Content.Source body);

    /**
     * 101: the connection is the listener's from now on.
     *
     * @param early bytes that came right behind the head
     */
    void onSwitched(HttpFields fields, EndPoint worker, ByteBuffer early);

    /** No answer. */
    void onFailed(Attempt attempt);
}
