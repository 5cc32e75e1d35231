package dev.seawall.deploy.lab.packets;

import dev.seawall.deploy.lab.fabric.FabricException;
import dev.seawall.deploy.lab.fabric.Node;
import dev.seawall.deploy.verify.packets.Place;
import dev.seawall.deploy.verify.packets.Surroundings;

/** Which node of a fabric a place is. */
public interface Terrain {
    Surroundings surroundings() throws FabricException;

    Node node(Place place) throws FabricException;
}
