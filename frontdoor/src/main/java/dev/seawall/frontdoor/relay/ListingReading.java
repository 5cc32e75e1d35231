package dev.seawall.frontdoor.relay;

/** What reading a listing's query came to. Immutable. */
public sealed interface ListingReading permits ListingQuery, ListingQuery.Refused {}
