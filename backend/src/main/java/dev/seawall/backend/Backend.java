package dev.seawall.backend;

import dev.seawall.backend.api.ApiConfig;
import dev.seawall.backend.api.ApiServer;
import dev.seawall.backend.store.StoreListener;
import dev.seawall.backend.store.rocks.RocksObjectStore;
import dev.seawall.backend.store.rocks.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;

/** A worker. */
public final class Backend {
    private Backend() {}

    public static void main(String[] args) throws Exception {
        var store = new RocksObjectStore(Path.of(args[0]), StoreConfig.DEFAULT, new StoreListener() {
            @Override
            public void onCommit(int writes, Duration took) {}

            @Override
            public void onFileSynced(Duration took) {}

            @Override
            public void onFailed(String observed, Throwable cause) {}
        });
        var api = new ApiServer(
                "worker-1",
                store,
                new ApiConfig("127.0.0.1", 9001, 5L << 30, Duration.ofSeconds(30), Duration.ofSeconds(30)));
        api.start();
        System.err.println("listening " + api.port());
    }
}
