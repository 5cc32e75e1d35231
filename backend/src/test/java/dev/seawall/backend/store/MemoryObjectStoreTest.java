package dev.seawall.backend.store;

/** The fake keeps the contract, so a test may rest on it. */
class MemoryObjectStoreTest extends ObjectStoreContract {

    @Override
    protected ObjectStore open() {
        return new MemoryObjectStore();
    }
}
