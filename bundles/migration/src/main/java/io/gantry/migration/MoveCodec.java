package io.gantry.migration;

import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.PlanStep;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MoveCallDecoder;
import io.gantry.protocol.sbe.MoveCallEncoder;
import io.gantry.protocol.sbe.MoveRefusedDecoder;
import io.gantry.protocol.sbe.MoveRefusedEncoder;
import io.gantry.protocol.sbe.MoveReplyDecoder;
import io.gantry.protocol.sbe.MoveReplyEncoder;
import io.gantry.protocol.sbe.MoveStatusCallDecoder;
import io.gantry.protocol.sbe.MoveStatusCallEncoder;
import io.gantry.protocol.sbe.PlanReplyDecoder;
import io.gantry.protocol.sbe.PlanReplyEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What coordinators ask and answer each other, as bytes. */
final class MoveCodec {

    private MoveCodec() {}

    /**
     * A move asked of another worker.
     *
     * @param ticket by which its progress is asked for; empty for a dry run
     */
    record MoveCall(MoveOrder order, boolean isDryRun, String ticket) {}

    static byte[] encode(MoveCall call) {
        MoveOrder order = call.order();
        return Messages.write(0, (buffer, header) -> {
            MoveCallEncoder encoder = new MoveCallEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .dryRun((short) (call.isDryRun() ? 1 : 0))
                    .targetPartition(order.targetPartition());
            MoveCallEncoder.SymbolsEncoder symbols =
                    encoder.symbolsCount(order.symbols().size());
            order.symbols().forEach(symbol -> symbols.next().symbolName(symbol));
            return encoder.strategy(order.strategy()).ticket(call.ticket()).limit();
        });
    }

    static boolean isMoveCall(byte[] message) {
        return Messages.templateOf(message) == MoveCallDecoder.TEMPLATE_ID;
    }

    static MoveCall decodeMoveCall(byte[] message) {
        return Messages.read(message, MoveCallDecoder.TEMPLATE_ID, "MoveCall", buffer -> {
            MoveCallDecoder decoder = new MoveCallDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            boolean isDryRun = decoder.dryRun() == 1;
            int targetPartition = decoder.targetPartition();
            List<String> symbols = new ArrayList<>();
            for (MoveCallDecoder.SymbolsDecoder symbol : decoder.symbols()) {
                symbols.add(symbol.symbolName());
            }
            return new MoveCall(
                    new MoveOrder(symbols, targetPartition, decoder.strategy()), isDryRun, decoder.ticket());
        });
    }

    static byte[] encodeStatusCall(String ticket) {
        return Messages.write(
                0,
                (buffer, header) -> new MoveStatusCallEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .ticket(ticket)
                        .limit());
    }

    static String decodeStatusCall(byte[] message) {
        return Messages.read(message, MoveStatusCallDecoder.TEMPLATE_ID, "MoveStatusCall", buffer -> {
            MoveStatusCallDecoder decoder =
                    new MoveStatusCallDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            return decoder.ticket();
        });
    }

    static byte[] encodeRefusal(String reason) {
        return Messages.write(
                0,
                (buffer, header) -> new MoveRefusedEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .reason(reason)
                        .limit());
    }

    static byte[] encode(MigrationPlan plan) {
        MigrationRequest request = plan.request();
        return Messages.write(0, (buffer, header) -> {
            PlanReplyEncoder encoder = new PlanReplyEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .sourcePartition(request.source().partition())
                    .targetPartition(request.target().partition());
            PlanReplyEncoder.SymbolsEncoder symbols =
                    encoder.symbolsCount(request.symbols().size());
            request.symbols().forEach(symbol -> symbols.next().symbolName(symbol));
            PlanReplyEncoder.StepsEncoder steps =
                    encoder.stepsCount(plan.steps().size());
            plan.steps()
                    .forEach(step -> steps.next()
                            .kind(WireEnums.STEP_KIND.wire(step.kind()))
                            .budgetNanos(step.budget().toNanos()));
            return encoder.sourceWorker(request.source().worker())
                    .targetWorker(request.target().worker())
                    .strategy(request.strategy())
                    .limit();
        });
    }

    /**
     * @throws PlanRefusedException if the answer is a refusal
     */
    static MigrationPlan decodePlan(byte[] message) {
        throwRefusal(message);
        return Messages.read(message, PlanReplyDecoder.TEMPLATE_ID, "PlanReply", buffer -> {
            PlanReplyDecoder decoder = new PlanReplyDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            int sourcePartition = decoder.sourcePartition();
            int targetPartition = decoder.targetPartition();
            List<String> symbols = new ArrayList<>();
            for (PlanReplyDecoder.SymbolsDecoder symbol : decoder.symbols()) {
                symbols.add(symbol.symbolName());
            }
            List<PlanStep> steps = new ArrayList<>();
            for (PlanReplyDecoder.StepsDecoder step : decoder.steps()) {
                steps.add(new PlanStep(WireEnums.STEP_KIND.api(step.kind()), Duration.ofNanos(step.budgetNanos())));
            }
            Place source = new Place(sourcePartition, decoder.sourceWorker());
            Place target = new Place(targetPartition, decoder.targetWorker());
            return new MigrationPlan(new MigrationRequest(symbols, source, target, decoder.strategy()), steps);
        });
    }

    static byte[] encode(MigrationReport report) {
        return Messages.write(1024, (buffer, header) -> {
            MoveReplyEncoder encoder = new MoveReplyEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .state(WireEnums.MIGRATION_STATE.wire(report.state()))
                    .sourcePartition(report.source().partition())
                    .targetPartition(report.target().partition())
                    .restingOrders(report.restingOrders())
                    .pauseMicros(report.pauseMicros())
                    .durationMillis(report.durationMillis())
                    .snapshotBytes(report.snapshotBytes());
            MoveReplyEncoder.SymbolsEncoder symbols =
                    encoder.symbolsCount(report.symbols().size());
            report.symbols().forEach(symbol -> symbols.next().symbolName(symbol));
            return encoder.sourceWorker(report.source().worker())
                    .targetWorker(report.target().worker())
                    .strategy(report.strategy())
                    .migrationId(report.id())
                    .step(report.step())
                    .detail(report.detail())
                    .hashAtCut(report.hashAtCut())
                    .limit();
        });
    }

    /**
     * @throws PlanRefusedException if the answer is a refusal
     */
    static MigrationReport decodeReport(byte[] message) {
        throwRefusal(message);
        return Messages.read(message, MoveReplyDecoder.TEMPLATE_ID, "MoveReply", buffer -> {
            MoveReplyDecoder decoder = new MoveReplyDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            var state = WireEnums.MIGRATION_STATE.api(decoder.state());
            int sourcePartition = decoder.sourcePartition();
            int targetPartition = decoder.targetPartition();
            long restingOrders = decoder.restingOrders();
            long pauseMicros = decoder.pauseMicros();
            long durationMillis = decoder.durationMillis();
            long snapshotBytes = decoder.snapshotBytes();
            List<String> symbols = new ArrayList<>();
            for (MoveReplyDecoder.SymbolsDecoder symbol : decoder.symbols()) {
                symbols.add(symbol.symbolName());
            }
            Place source = new Place(sourcePartition, decoder.sourceWorker());
            Place target = new Place(targetPartition, decoder.targetWorker());
            String strategy = decoder.strategy();
            return new MigrationReport(
                    decoder.migrationId(),
                    strategy,
                    symbols,
                    source,
                    target,
                    state,
                    decoder.step(),
                    decoder.detail(),
                    restingOrders,
                    pauseMicros,
                    durationMillis,
                    snapshotBytes,
                    decoder.hashAtCut());
        });
    }

    private static void throwRefusal(byte[] message) {
        if (Messages.templateOf(message) == MoveRefusedDecoder.TEMPLATE_ID) {
            throw new PlanRefusedException(Messages.read(
                    message, MoveRefusedDecoder.TEMPLATE_ID, "MoveRefused", buffer -> {
                        MoveRefusedDecoder decoder =
                                new MoveRefusedDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
                        return decoder.reason();
                    }));
        }
    }
}
