package io.gantry.transport;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one other worker tells, one note behind the other, whatever threads its connections are on. Only the connection that was welcomed
 * last is heard: a worker makes another one when it has given the one before up, so what still comes over that one is too late, and is
 * dropped rather than heard out of order. Thread-safe. Hot path.
 */
final class NoteSource {

    private static final Logger LOG = LoggerFactory.getLogger(NoteSource.class);

    private final String worker;
    private final PeerServices services;
    private Optional<NoteSession> current = Optional.empty();
    private long failures;

    NoteSource(String worker, PeerServices services) {
        this.worker = worker;
        this.services = services;
    }

    String worker() {
        return worker;
    }

    /** Hears this session from now on; returns the one that it heard before. */
    synchronized Optional<NoteSession> begin(NoteSession session) {
        Optional<NoteSession> old = current;
        current = Optional.of(session);
        return old;
    }

    /** Does nothing if it hears another session by now. */
    synchronized void end(NoteSession session) {
        if (isCurrent(session)) {
            current = Optional.empty();
        }
    }

    /** Takes a note, if it comes from the right session. */
    synchronized void tell(NoteSession from, String service, ByteBuffer payload) {
        if (isCurrent(from)) {
            hand(service, payload);
        }
    }

    /** Hands a note to the service that it names. */
    synchronized void hand(String service, ByteBuffer payload) {
        try {
            services.told(service, worker, payload);
        } catch (RuntimeException failure) {
            failed(service, failure);
        }
    }

    /** Notes come by the thousand: of failures each is logged that doubles their number. */
    private void failed(String service, RuntimeException failure) {
        failures++;
        if (Long.bitCount(failures) == 1) {
            LOG.error("service {} failed at a note of worker {}, for the {}. time", service, worker, failures, failure);
        }
    }

    private boolean isCurrent(NoteSession session) {
        return current.isPresent() && current.get() == session;
    }
}
