/** What an instance and a volume really are: implemented by whoever starts the small EC2. */
@NullMarked
package dev.seawall.deploy.lab.machine;

import org.jspecify.annotations.NullMarked;
