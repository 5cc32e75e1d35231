@NullMarked
package dev.seawall.deploy.flood.scenario;

import org.jspecify.annotations.NullMarked;
