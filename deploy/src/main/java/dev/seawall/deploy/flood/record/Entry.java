package dev.seawall.deploy.flood.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One line of a run's log. Times are milliseconds since the epoch by this computer's clock, on which every part of a run
 * is; rates are of the whole interval. Immutable, like everything in it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Run.class, name = "run"),
    @JsonSubTypes.Type(value = Window.class, name = "window"),
    @JsonSubTypes.Type(value = Polite.class, name = "polite"),
    @JsonSubTypes.Type(value = Fsyncs.class, name = "fsyncs"),
    @JsonSubTypes.Type(value = Attack.class, name = "attack"),
    @JsonSubTypes.Type(value = Usage.class, name = "usage"),
    @JsonSubTypes.Type(value = Happening.class, name = "happening")
})
public sealed interface Entry permits Run, Window, Polite, Fsyncs, Attack, Usage, Happening {
    /** When it began. */
    long at();
}
