package io.gantry.partition;

import io.gantry.protocol.sbe.EpochBeganDecoder;
import io.gantry.protocol.sbe.InSyncChangedDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * What a log says about itself: where each epoch began, and which in-sync replicas the register had then. By it two replicas find where their
 * logs part, as in Kafka (KIP-101, KIP-279).
 */
final class LogHistory {

    /** No epoch: the log is empty. */
    static final long NO_EPOCH = 0;

    /**
     * A record that told of the register.
     *
     * @param start where the record begins
     * @param inSync names, separated by commas
     */
    record Entry(long start, long epoch, long version, String worker, String inSync) {}

    private final List<Entry> entries = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    /** Of the last entry: asked in every turn of a lane. */
    private List<String> inSync = List.of();

    /** Keeps what a record that begins here tells of the register, if it does. */
    void note(long position, DirectBuffer payload) {
        header.wrap(payload, 0);
        if (header.templateId() == EpochBeganDecoder.TEMPLATE_ID) {
            EpochBeganDecoder began = new EpochBeganDecoder().wrapAndApplyHeader(payload, 0, header);
            add(new Entry(position, began.epoch(), began.version(), began.worker(), began.inSync()));
        } else if (header.templateId() == InSyncChangedDecoder.TEMPLATE_ID) {
            InSyncChangedDecoder changed = new InSyncChangedDecoder().wrapAndApplyHeader(payload, 0, header);
            String worker = entries.isEmpty() ? "" : last().worker();
            add(new Entry(position, changed.epoch(), changed.version(), worker, changed.inSync()));
        }
    }

    /** Takes what a record at this position tells; what is known already is left out. */
    void add(Entry entry) {
        if (entries.isEmpty() || entry.start() > last().start()) {
            entries.add(entry);
            inSync = inSyncOfLast();
        }
    }

    /** Forgets records from a position on. */
    void cut(long position) {
        entries.removeIf(entry -> entry.start() >= position);
        inSync = inSyncOfLast();
    }

    long lastEpoch() {
        return entries.isEmpty() ? NO_EPOCH : last().epoch();
    }

    /** Of the register's record, as last told. */
    long version() {
        return entries.isEmpty() ? 0 : last().version();
    }

    /** Names of the in-sync replicas, as last told. */
    List<String> inSync() {
        return inSync;
    }

    private List<String> inSyncOfLast() {
        return entries.isEmpty() ? List.of() : List.of(last().inSync().split(","));
    }

    /** Where the last epoch began. */
    long lastEpochStart() {
        return startBehind(lastEpoch() - 1);
    }

    /** The newest epoch that is not above this one. */
    long epochUpTo(long epoch) {
        long found = NO_EPOCH;
        for (Entry entry : entries) {
            if (entry.epoch() <= epoch) {
                found = entry.epoch();
            }
        }
        return found;
    }

    /** Where the first epoch above this one began, {@link Long#MAX_VALUE} if there is none. */
    long startBehind(long epoch) {
        for (Entry entry : entries) {
            if (entry.epoch() > epoch) {
                return entry.start();
            }
        }
        return Long.MAX_VALUE;
    }

    /** Where each epoch began, and what was told last, before a position. */
    List<Entry> before(long position) {
        List<Entry> kept = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.start() >= position) {
                break;
            }
            int last = kept.size() - 1;
            if (last >= 0 && kept.get(last).epoch() == entry.epoch()) {
                long began = kept.get(last).start();
                kept.set(last, new Entry(began, entry.epoch(), entry.version(), entry.worker(), entry.inSync()));
            } else {
                kept.add(entry);
            }
        }
        return kept;
    }

    private Entry last() {
        return entries.get(entries.size() - 1);
    }
}
