package io.gantry.migration;

import io.gantry.engine.api.partition.Cut;
import io.gantry.protocol.sbe.CutReplyDecoder;
import io.gantry.protocol.sbe.CutReplyEncoder;
import io.gantry.protocol.sbe.ImportCallDecoder;
import io.gantry.protocol.sbe.ImportCallEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireImportOperation;

/** Calls to an importing side as bytes. */
final class ImportCodec {

    private static final int ROOM_FOR_FIELDS = 256;

    private ImportCodec() {}

    /** One call. Fields that an operation does not use are 0 and empty. */
    record Call(
            WireImportOperation operation,
            int partition,
            int symbolId,
            String migrationId,
            int index,
            long epoch,
            byte[] chunk) {}

    static byte[] encode(Call call) {
        return Messages.write(ROOM_FOR_FIELDS + call.chunk().length, (buffer, header) -> {
            ImportCallEncoder encoder = new ImportCallEncoder()
                    .wrapAndApplyHeader(buffer, 0, header)
                    .operation(call.operation())
                    .partition(call.partition())
                    .symbolId(call.symbolId())
                    .index(call.index())
                    .epoch(call.epoch())
                    .migrationId(call.migrationId())
                    .putChunk(call.chunk(), 0, call.chunk().length);
            return encoder.limit();
        });
    }

    static Call decodeCall(byte[] message) {
        return Messages.read(message, ImportCallDecoder.TEMPLATE_ID, "ImportCall", buffer -> {
            ImportCallDecoder decoder =
                    new ImportCallDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            WireImportOperation operation = decoder.operation();
            int partition = decoder.partition();
            int symbolId = decoder.symbolId();
            int index = decoder.index();
            long epoch = decoder.epoch();
            String migrationId = decoder.migrationId();
            byte[] chunk = new byte[decoder.chunkLength()];
            decoder.getChunk(chunk, 0, chunk.length);
            return new Call(operation, partition, symbolId, migrationId, index, epoch, chunk);
        });
    }

    static byte[] encode(Cut cut) {
        return Messages.write(
                0,
                (buffer, header) -> new CutReplyEncoder()
                        .wrapAndApplyHeader(buffer, 0, header)
                        .symbolId(cut.symbolId())
                        .commandSequence(cut.commandSequence())
                        .eventSequence(cut.eventSequence())
                        .stateHash(cut.stateHash())
                        .restingOrders(cut.restingOrders())
                        .limit());
    }

    static Cut decodeCut(byte[] message) {
        return Messages.read(message, CutReplyDecoder.TEMPLATE_ID, "CutReply", buffer -> {
            CutReplyDecoder decoder = new CutReplyDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            return new Cut(
                    decoder.symbolId(),
                    decoder.commandSequence(),
                    decoder.eventSequence(),
                    decoder.stateHash(),
                    decoder.restingOrders());
        });
    }
}
