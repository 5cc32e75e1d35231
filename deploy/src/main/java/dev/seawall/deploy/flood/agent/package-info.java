/** What the programs that a flood run starts inside its namespaces have in common: arguments, life and exit codes. */
@NullMarked
package dev.seawall.deploy.flood.agent;

import org.jspecify.annotations.NullMarked;
