/** What can reach what: EC2's own description of a deployment, held against what the design promises. */
@NullMarked
package dev.seawall.deploy.verify;

import org.jspecify.annotations.NullMarked;
