@NullMarked
package dev.seawall.deploy.lab.wire;

import org.jspecify.annotations.NullMarked;
