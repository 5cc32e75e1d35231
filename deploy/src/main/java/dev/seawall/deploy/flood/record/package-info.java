/** What a flood or load run leaves behind: a log of JSON lines from which every report is made. Plain data. */
@NullMarked
package dev.seawall.deploy.flood.record;

import org.jspecify.annotations.NullMarked;
