package io.gantry.client;

import java.util.Optional;

/**
 * Where a worker says that a symbol is.
 *
 * @param partition its partition
 * @param epoch its epoch there
 * @param address of the worker, if it was said
 */
record Location(int partition, long epoch, Optional<Address> address) {

    static Location of(int partition, long epoch, String host, int port) {
        boolean isKnown = port > 0 && !host.isEmpty();
        return new Location(partition, epoch, isKnown ? Optional.of(new Address(host, port)) : Optional.empty());
    }
}
