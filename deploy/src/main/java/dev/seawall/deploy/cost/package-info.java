/** What a deployment costs a month: prices from a file in the project, never from the network. */
@NullMarked
package dev.seawall.deploy.cost;

import org.jspecify.annotations.NullMarked;
