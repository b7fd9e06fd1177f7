package io.gantry.simulator.trade;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.simulator.world.Dice;
import org.agrona.concurrent.UnsafeBuffer;

/** Sends what a well-behaved client would not, each time over a connection of its own. What workers say to it is checked as it leaves them. */
final class Prober {

    private static final long LINGER_NANOS = 60_000_000;

    private final Venue venue;
    private final Dice dice;
    private final CommandCodec codec = new CommandCodec();

    Prober(Venue venue, Dice dice) {
        this.venue = venue;
        this.dice = dice;
    }

    /** @param isOther whether it is another command than the one that was sent under its id */
    void send(Door door, OrderCommand command, boolean isOther) {
        venue.tally().count(isOther ? "other commands under an old id" : "commands sent twice");
        Connection connection = venue.connect(door, isOther ? new Suspicious() : new Unconcerned());
        venue.referee().sent(connection.id(), command);
        venue.trace()
                .note("probe", command.clientId(), command.requestId(), () -> command + " to " + connection.worker());
        byte[] message = new byte[CommandCodec.LENGTH];
        codec.encode(command, new UnsafeBuffer(message), 0);
        connection.send(message);
        venue.schedule().after(dice.between(LINGER_NANOS / 4, LINGER_NANOS), connection::close);
    }

    private static class Unconcerned implements Connection.Listener {

        @Override
        public void heard(Connection connection, byte[] message) {}

        @Override
        public void broken(Connection connection) {}
    }

    /** Expects a refusal. */
    private final class Suspicious extends Unconcerned {

        @Override
        public void heard(Connection connection, byte[] message) {
            UnsafeBuffer buffer = new UnsafeBuffer(message);
            if (new MessageHeaderDecoder().wrap(buffer, 0).templateId() == CommandAnswerMessageDecoder.TEMPLATE_ID) {
                throw venue.referee().answeredMismatch(new CommandAnswer().decode(buffer, 0));
            }
        }
    }
}
