package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.MemberAttributeConfig;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.Optional;

/** What a member tells the others of its worker. */
final class MemberAttributes {

    private static final String NAME = "gantry.worker";
    private static final String HOST = "gantry.host";
    private static final String PORT = "gantry.port";
    private static final String INCARNATION = "gantry.incarnation";

    private MemberAttributes() {}

    static void write(WorkerInfo worker, MemberAttributeConfig attributes) {
        attributes.setAttribute(NAME, worker.name());
        attributes.setAttribute(HOST, worker.host());
        attributes.setAttribute(PORT, String.valueOf(worker.port()));
        attributes.setAttribute(INCARNATION, worker.incarnation());
    }

    /** A member's worker; empty for a member that is none of ours. */
    static Optional<WorkerInfo> read(Member member) {
        String name = member.getAttribute(NAME);
        String host = member.getAttribute(HOST);
        String port = member.getAttribute(PORT);
        String incarnation = member.getAttribute(INCARNATION);
        if (name == null || host == null || incarnation == null || port == null || !port.matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        return Optional.of(new WorkerInfo(name, host, Integer.parseInt(port), incarnation));
    }
}
