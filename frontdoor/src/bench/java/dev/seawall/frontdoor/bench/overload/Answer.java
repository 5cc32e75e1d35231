package dev.seawall.frontdoor.bench.overload;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What became of one request. Immutable.
 *
 * @param dueMicros when it was to be sent, from the course's begin
 * @param latencyMicros from then until its answer was whole, or until it was given up
 * @param lateMicros how much later than due the load generator sent it
 * @param status 0: no answer in time; -1: the connection was refused or lost
 * @param target an index of {@link Target#ALL}
 */
record Answer(int dueMicros, int latencyMicros, int lateMicros, int status, int target) {
    static final int TIMED_OUT = 0;
    static final int LOST = -1;

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Turned away by the proxy: an answer, but not the one that was wanted. */
    boolean isRefused() {
        return status >= 400;
    }

    double dueSeconds() {
        return dueMicros / 1e6;
    }

    double endSeconds() {
        return (dueMicros + latencyMicros) / 1e6;
    }

    double millis() {
        return latencyMicros / 1e3;
    }

    Target asked() {
        return Target.ALL.get(target);
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(dueMicros);
        out.writeInt(latencyMicros);
        out.writeInt(lateMicros);
        out.writeShort(status);
        out.writeByte(target);
    }

    static Answer read(DataInput in) throws IOException {
        return new Answer(in.readInt(), in.readInt(), in.readInt(), in.readShort(), in.readByte());
    }
}
