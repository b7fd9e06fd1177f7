package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.Peers;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Links between a rig's workers: messages arrive in order in the next turn, unless a test cuts or holds a link. */
final class RigNetwork {

    /** A message under way. */
    record Message(String from, String to, byte[] bytes) {

        int template() {
            return ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getShort(MessageHeaderDecoder.templateIdEncodingOffset());
        }

        private String link() {
            return RigNetwork.link(from, to);
        }
    }

    private record Dropped(String link, int template) {}

    private final Set<String> cut = new HashSet<>();
    private final Set<String> held = new HashSet<>();
    private final Set<Dropped> dropped = new HashSet<>();
    private final List<Message> arrived = new ArrayList<>();
    private Deque<Message> underWay = new ArrayDeque<>();

    private static String link(String from, String to) {
        return from + ">" + to;
    }

    /** The way out of a worker. */
    ReplicaNetwork of(String from) {
        return (to, message) -> {
            assertThat(message.remaining()).as("bytes of a message").isBetween(1, Peers.MAX_MESSAGE_BYTES);
            byte[] copy = new byte[message.remaining()];
            message.duplicate().get(copy);
            Message sent = new Message(from, to, copy);
            if (!cut.contains(sent.link()) && !dropped.contains(new Dropped(sent.link(), sent.template()))) {
                underWay.addLast(sent);
            }
        };
    }

    /** What is sent from one to the other from now on is lost. */
    void cut(String from, String to) {
        cut.add(link(from, to));
    }

    /** What is sent of one kind from one to the other from now on is lost. */
    void drop(String from, String to, int template) {
        dropped.add(new Dropped(link(from, to), template));
    }

    /** What is sent from one to the other waits until {@link #mend}. */
    void hold(String from, String to) {
        held.add(link(from, to));
    }

    /** All links are well; what was held arrives. */
    void mend() {
        cut.clear();
        held.clear();
        dropped.clear();
    }

    /** Everything that has arrived so far, oldest first. */
    List<Message> arrived() {
        return arrived;
    }

    /** What arrives now. */
    List<Message> take() {
        List<Message> arriving = new ArrayList<>();
        Deque<Message> waiting = new ArrayDeque<>();
        for (Message message : underWay) {
            if (held.contains(message.link())) {
                waiting.addLast(message);
            } else {
                arriving.add(message);
            }
        }
        underWay = waiting;
        arrived.addAll(arriving);
        return arriving;
    }
}
