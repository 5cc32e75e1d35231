package dev.seawall.frontdoor.admin;

import dev.seawall.frontdoor.telemetry.Sample;
import java.util.List;

/** {@code GET /-/history} (docs/protocol.md section 8; golden: docs/protocol/history.json). */
record HistoryReport(String component, long intervalMillis, List<Sample> samples) {}
