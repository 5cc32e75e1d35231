@NullMarked
package dev.seawall.deploy.blueprint;

import org.jspecify.annotations.NullMarked;
