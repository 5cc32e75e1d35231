/** What a flood run tries: topologies, attacks with their strengths, the order of the windows. Plain data. */
@NullMarked
package dev.seawall.deploy.flood.scenario;

import org.jspecify.annotations.NullMarked;
