package dev.seawall.deploy.flood.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/**
 * A distribution of microseconds, from 1 us to 10 minutes with 2 significant digits, as HdrHistogram's compressed
 * encoding in base64. Distributions of intervals add up exactly. Immutable.
 */
public record Latency(@JsonValue String encoded) {
    private static final long HIGHEST_MICROS = 600_000_000;
    private static final int DIGITS = 2;

    @JsonCreator
    public Latency {}

    /** A histogram that fits, to record microseconds in. */
    public static Histogram histogram() {
        return new Histogram(HIGHEST_MICROS, DIGITS);
    }

    /** A value as the histogram takes it: nothing is lost at either end but precision. */
    public static long clamp(long micros) {
        return Math.clamp(micros, 1, HIGHEST_MICROS);
    }

    public static Latency of(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED);
        return new Latency(Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), buffer.position())));
    }

    /**
     * All of them together.
     *
     * @throws IllegalArgumentException when one was not made by {@link #of}
     */
    public static Histogram sum(Collection<Latency> parts) {
        Histogram sum = histogram();
        for (Latency part : parts) {
            sum.add(part.decoded());
        }
        return sum;
    }

    public Histogram decoded() {
        try {
            return Histogram.decodeFromCompressedByteBuffer(
                    ByteBuffer.wrap(Base64.getDecoder().decode(encoded)), HIGHEST_MICROS);
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("not an encoded histogram: " + encoded, e);
        }
    }
}
