package dev.seawall.deploy.flood.polite;

/**
 * What came back for a request, whole. Immutable.
 *
 * @param bodyBytes of the body, without the framing around it
 * @param location where a redirection leads; empty when there is none
 * @param reusable whether the connection is good for another request
 */
record Answer(int status, long bodyBytes, String location, boolean reusable) {}
