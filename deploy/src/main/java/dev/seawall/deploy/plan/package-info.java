@NullMarked
package dev.seawall.deploy.plan;

import org.jspecify.annotations.NullMarked;
