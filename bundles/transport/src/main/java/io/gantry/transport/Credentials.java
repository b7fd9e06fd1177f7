package io.gantry.transport;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * What a worker shows to another one of its cluster.
 *
 * @param cluster name of the cluster
 * @param secret shared secret; empty refuses everyone
 */
record Credentials(String cluster, String secret) {

    /**
     * Checks another worker's credentials, in a time that does not depend on how much of the secret is right.
     *
     * @throws ProtocolViolation saying why it is refused
     */
    void requireMatch(Credentials other) {
        boolean isSameSecret = MessageDigest.isEqual(bytes(secret), bytes(other.secret));
        if (secret.isEmpty()) {
            throw new ProtocolViolation("this worker has no secret configured and takes no other workers");
        }
        if (!cluster.equals(other.cluster)) {
            throw new ProtocolViolation("this worker belongs to another cluster");
        }
        if (!isSameSecret) {
            throw new ProtocolViolation("the secret is not that of this cluster");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "cluster " + cluster;
    }
}
