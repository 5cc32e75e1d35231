/**
 * What a run's log shows: windows that can be trusted, cells of like windows, claims and their verdicts, timelines, and
 * what is not ruled out. Plain Java that is given a log and hands back values; it reads and writes nothing.
 */
@NullMarked
package dev.seawall.deploy.flood.analysis;

import org.jspecify.annotations.NullMarked;
