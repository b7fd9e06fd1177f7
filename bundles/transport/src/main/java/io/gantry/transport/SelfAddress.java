package io.gantry.transport;

import io.gantry.engine.api.cluster.WorkerInfo;

/**
 * Puts the port that was bound in place of the 0 that a worker alone may be configured with.
 *
 * @param worker name of this worker
 * @param port its bound port
 */
record SelfAddress(String worker, int port) {

    WorkerInfo published(WorkerInfo info) {
        return info.port() == 0 && info.name().equals(worker)
                ? new WorkerInfo(info.name(), info.host(), port, info.incarnation())
                : info;
    }
}
