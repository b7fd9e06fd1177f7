package io.gantry.tck.book;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookLoader;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookOrderVisitor;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.ImageSink;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.List;

/** A right book made wrong. */
final class FaultyBook implements OrderBook {

    private final OrderBook book;
    private final Fault fault;
    private OrderCommand kept = new OrderCommand();
    private long forgotten;
    private boolean tellsDepth;
    private ImageSink ended = chunk -> {};

    FaultyBook(OrderBook book, Fault fault) {
        this.book = book;
        this.fault = fault;
        book.tellDepth(fault == Fault.TELLS_DEPTH_UNASKED);
    }

    /** Makes right books, but wrong. */
    static OrderBookFactory factory(OrderBookFactory right, Fault fault) {
        return new OrderBookFactory() {
            @Override
            public String name() {
                return "faulty";
            }

            @Override
            public int version() {
                return right.version();
            }

            @Override
            public OrderBook create(Instrument instrument) {
                return new FaultyBook(right.create(instrument), fault);
            }

            @Override
            public BookLoader load(Instrument instrument, BookFigures figures) {
                BookLoader loader = right.load(instrument, figures);
                return new BookLoader() {
                    @Override
                    public void order(BookOrder order) {
                        loader.order(order);
                    }

                    @Override
                    public OrderBook finish() {
                        return new FaultyBook(loader.finish(), fault);
                    }
                };
            }
        };
    }

    @Override
    public void apply(OrderCommand command, long timeNanos, BookEvents events) {
        OrderCommand given = new OrderCommand().copyFrom(command);
        fault.change.accept(given);
        long hashBefore = book.stateHash();
        FaultyEvents told = new FaultyEvents(events, fault);
        long time = timeNanos;
        switch (fault) {
            case EXPIRES_LATE -> time = Math.max(0, timeNanos - 1_000_000_000);
            case KEEPS_THE_HOLDER -> {
                OrderCommand last = kept;
                kept = command;
                given = command.kind() == CommandKind.CANCEL ? last : command;
            }
            case THROWS -> {
                if (command.kind() == CommandKind.MASS_CANCEL && command.account() == 0) {
                    throw new IllegalArgumentException("nobody");
                }
            }
            default -> {}
        }
        ended.chunk(new byte[0]);
        book.apply(given, time, told);
        told.end();
        if (command.kind() == CommandKind.REDUCE) {
            forgotten += hashBefore - book.stateHash();
        }
    }

    @Override
    public long nextExpiryNanos() {
        long next = book.nextExpiryNanos();
        return fault == Fault.NEXT_EXPIRY_TOO_LATE && next != Long.MAX_VALUE ? next + 1 : next;
    }

    @Override
    public void expire(long timeNanos, BookEvents events) {
        if (fault == Fault.NO_EXPIRY_BY_THE_CLOCK) {
            return;
        }
        FaultyEvents told = new FaultyEvents(events, fault);
        if (fault == Fault.TELLS_NO_LEVEL_BY_THE_CLOCK && tellsDepth) {
            book.tellDepth(false);
        }
        book.expire(timeNanos, told);
        book.tellDepth(tellsDepth);
        told.end();
    }

    @Override
    public void tellDepth(boolean isWanted) {
        tellsDepth = isWanted || fault == Fault.TELLS_DEPTH_UNASKED;
        book.tellDepth(tellsDepth);
    }

    @Override
    public void forEachLevel(Side side, LevelVisitor visitor) {
        long[] hidden = {0};
        if (fault == Fault.DEPTH_SHOWS_WHAT_IS_HIDDEN) {
            book.forEachOrder(side, order -> hidden[0] += order.hidden());
        }
        book.forEachLevel(side, (price, quantity, orders) -> visitor.level(price, quantity + hidden[0], orders));
    }

    @Override
    public BookFigures figures() {
        return book.figures();
    }

    @Override
    public void forEachOrder(Side side, BookOrderVisitor visitor) {
        if (fault != Fault.SHOWS_A_QUEUE_IN_ANOTHER_ORDER) {
            book.forEachOrder(side, visitor);
            return;
        }
        List<BookOrder> orders = new ArrayList<>();
        book.forEachOrder(side, order -> orders.add(new BookOrder().copyFrom(order)));
        for (int i = 2; i < orders.size(); i++) {
            if (orders.get(i).price() == orders.get(i - 2).price()) {
                orders.add(i, orders.remove(i - 1));
            }
        }
        orders.forEach(visitor::order);
    }

    @Override
    public void forEachStop(BookOrderVisitor visitor) {
        if (fault != Fault.SHOWS_STOPS_IN_ANOTHER_ORDER) {
            book.forEachStop(visitor);
            return;
        }
        List<BookOrder> orders = new ArrayList<>();
        book.forEachStop(order -> orders.add(0, new BookOrder().copyFrom(order)));
        orders.forEach(visitor::order);
    }

    @Override
    public BookSnapshot snapshot(ImageSink sink) {
        return switch (fault) {
            case IMAGE_OF_THE_END -> new Late(sink);
            case IMAGE_WITHOUT_AN_ORDER -> {
                List<byte[]> chunks = BookImages.of(book);
                chunks.stream().limit(2).forEach(sink::chunk);
                yield BookSnapshot.COMPLETE;
            }
            case CHUNK_AFTER_THE_END -> {
                BookSnapshot snapshot = book.snapshot(sink);
                yield new BookSnapshot() {
                    @Override
                    public boolean write(int maxOrders) {
                        return snapshot.write(maxOrders);
                    }

                    @Override
                    public void abandon() {
                        snapshot.abandon();
                        ended = sink;
                    }
                };
            }
            default -> book.snapshot(sink);
        };
    }

    @Override
    public long stateHash() {
        return switch (fault) {
            case WRONG_HASH -> book.figures().orders() > 3 ? book.stateHash() + 1 : book.stateHash();
            case FORGETS_A_CHANGE_IN_THE_HASH -> book.stateHash() + forgotten;
            default -> book.stateHash();
        };
    }

    @Override
    public void validate() {
        book.validate();
    }

    /** Writes what the book is when it is asked for the rest. */
    private final class Late implements BookSnapshot {
        private final ImageSink sink;
        private int asked;

        Late(ImageSink sink) {
            this.sink = sink;
        }

        @Override
        public boolean write(int maxOrders) {
            if (asked++ == 3 || maxOrders == Integer.MAX_VALUE) {
                BookImages.of(book).forEach(sink::chunk);
            }
            return asked > 3 || maxOrders == Integer.MAX_VALUE;
        }

        @Override
        public void abandon() {
            asked = 9;
        }
    }
}
