package io.gantry.simulator.trade;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A client's commands for one symbol: those to come, and those that wait for their answers. */
final class SymbolLane {

    /** A command that was sent, or is to be sent again, and is not answered. */
    static final class Open {
        private final PlannedCommand planned;
        private boolean isUnderWay;
        private long sentNanos;

        Open(PlannedCommand planned) {
            this.planned = planned;
        }

        PlannedCommand planned() {
            return planned;
        }

        long requestId() {
            return planned.command().requestId();
        }

        boolean isUnderWay() {
            return isUnderWay;
        }

        long sentNanos() {
            return sentNanos;
        }

        void sent(long nowNanos) {
            isUnderWay = true;
            sentNanos = nowNanos;
        }

        /** Its answer will not come over the connection it was sent over. */
        void notUnderWay() {
            isUnderWay = false;
        }
    }

    private final int symbolId;
    private final ArrayDeque<PlannedCommand> toCome = new ArrayDeque<>();
    private final List<Open> open = new ArrayList<>();
    private final List<Long> answered = new ArrayList<>();
    private boolean isHolding;
    private long resendNanos;
    private Door door;

    SymbolLane(int symbolId, Door door) {
        this.symbolId = symbolId;
        this.door = door;
    }

    int symbolId() {
        return symbolId;
    }

    ArrayDeque<PlannedCommand> toCome() {
        return toCome;
    }

    /** In the order of their request ids. */
    List<Open> open() {
        return open;
    }

    boolean isDone() {
        return toCome.isEmpty() && open.isEmpty();
    }

    /** The worker that commands go to at the moment. */
    Door door() {
        return door;
    }

    void door(Door next) {
        door = next;
    }

    /** Something was not executed: nothing is sent until all under way are answered. */
    void hold(long untilNanos) {
        isHolding = true;
        resendNanos = Math.max(resendNanos, untilNanos);
    }

    boolean isHolding() {
        return isHolding;
    }

    boolean mayResend(long nowNanos) {
        return isHolding && nowNanos >= resendNanos && open.stream().noneMatch(Open::isUnderWay);
    }

    void release() {
        isHolding = false;
        resendNanos = 0;
    }

    /** The one with this id, null if it is not open. */
    Open find(long requestId) {
        for (Open one : open) {
            if (one.requestId() == requestId) {
                return one;
            }
        }
        return null;
    }

    void answered(Open one, boolean isSequenced) {
        open.remove(one);
        if (isSequenced) {
            answered.add(one.requestId());
            answered.sort(null);
        }
    }

    /** The request that one of this id follows: the last before it that was or may be sequenced; 0 if there is none. */
    long before(long requestId) {
        long before = 0;
        for (Open one : open) {
            if (one.requestId() < requestId) {
                before = Math.max(before, one.requestId());
            }
        }
        for (int i = answered.size() - 1; i >= 0; i--) {
            if (answered.get(i) < requestId) {
                return Math.max(before, answered.get(i));
            }
        }
        return before;
    }

    /** Below which id no answer is needed any more, if a client wants to keep so many answers a while longer. */
    long ackedBelow(long requestId, int lag) {
        long oldestOpen =
                open.isEmpty() ? requestId : Math.min(requestId, open.get(0).requestId());
        if (lag == 0) {
            return oldestOpen;
        }
        if (lag >= answered.size()) {
            return 0;
        }
        return Math.min(oldestOpen, answered.get(answered.size() - lag));
    }
}
