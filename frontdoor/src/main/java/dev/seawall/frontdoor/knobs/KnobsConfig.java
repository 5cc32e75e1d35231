package dev.seawall.frontdoor.knobs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where it is kept what knobs are set to. Immutable.
 *
 * @param directory for {@code knobs.json} and {@code knobs.log}; null: a restart clears every knob
 */
public record KnobsConfig(@Nullable Path directory) {}
