package dev.seawall.frontdoor.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.regex.Pattern;
import org.eclipse.jetty.logging.JettyLogger;
import org.eclipse.jetty.logging.StdErrAppender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything logged in this process, to see whether anything threw where nobody catches it but a logger.
 *
 * <p>Thread rule: thread-safe.
 */
final class WatchedLog implements AutoCloseable {
    private static final Pattern STACK = Pattern.compile("(?m)^\\s+at \\S+\\(");

    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final StdErrAppender appender;

    WatchedLog() {
        var root = (JettyLogger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        appender = (StdErrAppender) root.getAppender();
        PrintStream to = new PrintStream(lines, true, UTF_8);
        appender.setStream(to);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failure.printStackTrace(to));
    }

    /** What was logged since the last call, when there is a stack trace in it; else empty. */
    String failures() {
        if (lines.size() == 0) {
            return "";
        }
        String text;
        synchronized (lines) {
            text = lines.toString(UTF_8);
            lines.reset();
        }
        return STACK.matcher(text).find() ? text : "";
    }

    @Override
    public void close() {
        appender.setStream(System.err);
        Thread.setDefaultUncaughtExceptionHandler(null);
    }
}
