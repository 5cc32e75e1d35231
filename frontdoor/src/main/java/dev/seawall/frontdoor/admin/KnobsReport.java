package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.knobs.KnobFacts;
import dev.seawall.frontdoor.knobs.Setting;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /-/knobs} (docs/protocol.md section 8; golden: docs/protocol/knobs.json). */
record KnobsReport(String component, Instant now, String kept, List<Entry> knobs) {

    static KnobsReport of(String component, Instant now, @Nullable Path directory, List<KnobFacts> knobs) {
        return new KnobsReport(
                component,
                now.truncatedTo(ChronoUnit.MILLIS),
                directory == null
                        ? "nowhere, so that a restart clears every knob: " + component + " has no knobs.directory"
                        : "in " + directory,
                knobs.stream().map(each -> Entry.of(each, null)).toList());
    }

    /** One knob; {@code remark} is what did not work when it was changed. */
    record Entry(
            String name,
            String does,
            String values,
            String normal,
            String value,
            @Nullable Set set,
            @Nullable String remark) {

        static Entry of(KnobFacts knob, @Nullable String remark) {
            Setting set = knob.set();
            return new Entry(
                    knob.name(),
                    knob.does(),
                    knob.values(),
                    knob.normal(),
                    knob.value(),
                    set == null ? null : new Set(set.owner(), set.reason(), set.from(), set.until()),
                    remark);
        }
    }

    /** By whom, why, since when and until when. */
    record Set(String owner, String reason, Instant from, Instant until) {}
}
