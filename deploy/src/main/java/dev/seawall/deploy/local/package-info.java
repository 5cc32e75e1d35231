@NullMarked
package dev.seawall.deploy.local;

import org.jspecify.annotations.NullMarked;
