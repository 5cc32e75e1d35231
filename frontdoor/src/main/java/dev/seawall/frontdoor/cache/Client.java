package dev.seawall.frontdoor.cache;

import dev.seawall.frontdoor.problem.Problem;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * Who asked, and how an exchange with it ends.
 *
 * <p>Thread rule: one thread at a time, on the exchange's loop.
 */
public interface Client {

    Request request();

    Response response();

    void passInterim(int status, HttpFields interim, Runnable goOn);

    /** Answers with a problem, the response not having begun. */
    void refuse(Problem problem);

    /** The whole response has been handed to the socket. */
    void end(int status, long responseBytes);

    /** Breaks the stream off, so that what the client has can't look complete. */
    void breakOff(Throwable cause, boolean byWorker, long responseBytes);
}
