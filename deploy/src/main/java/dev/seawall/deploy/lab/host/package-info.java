/** The small EC2 as a background process of this computer: started when needed, found again, told to end. */
@NullMarked
package dev.seawall.deploy.lab.host;

import org.jspecify.annotations.NullMarked;
