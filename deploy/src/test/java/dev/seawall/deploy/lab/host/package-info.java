@NullMarked
package dev.seawall.deploy.lab.host;

import org.jspecify.annotations.NullMarked;
