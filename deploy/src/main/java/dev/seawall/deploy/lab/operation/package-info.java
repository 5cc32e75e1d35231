/** What each EC2 operation checks and changes: one class a kind of resource. */
@NullMarked
package dev.seawall.deploy.lab.operation;

import org.jspecify.annotations.NullMarked;
