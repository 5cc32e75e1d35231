/**
 * A run's log as a report: {@code report.json} for programs, {@code report.html} for people, one file that needs nothing
 * else; and two reports side by side.
 */
@NullMarked
package dev.seawall.deploy.flood.report;

import org.jspecify.annotations.NullMarked;
