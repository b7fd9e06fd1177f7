package io.gantry.tck.book;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a list that fails as small and simple as it can: takes parts out as long as the rest still fails (delta debugging), then
 * puts simpler elements in place of what is left, until neither helps any more or the tries are used up.
 */
final class Shrinker<T> {

    private final Predicate<List<T>> fails;
    private final Function<T, List<T>> simpler;
    private int triesLeft;

    /**
     * @param fails does a list still fail?
     * @param simpler what could stand for an element, simplest first
     * @param tries how often to ask at most
     */
    Shrinker(Predicate<List<T>> fails, Function<T, List<T>> simpler, int tries) {
        this.fails = fails;
        this.simpler = simpler;
        this.triesLeft = tries;
    }

    /** @param failing must fail */
    List<T> shrink(List<T> failing) {
        List<T> smallest = failing;
        boolean changed = true;
        while (changed && triesLeft > 0) {
            List<T> before = smallest;
            smallest = simplify(removeParts(smallest));
            changed = !smallest.equals(before);
        }
        return smallest;
    }

    private List<T> removeParts(List<T> failing) {
        List<T> smallest = failing;
        for (int part = Math.max(1, smallest.size() / 2); part > 0 && triesLeft > 0; part /= 2) {
            int at = 0;
            while (at < smallest.size() && triesLeft > 0) {
                List<T> less = without(smallest, at, Math.min(smallest.size(), at + part));
                if (stillFails(less)) {
                    smallest = less;
                } else {
                    at += part;
                }
            }
        }
        return smallest;
    }

    private static <T> List<T> without(List<T> list, int from, int to) {
        List<T> less = new ArrayList<>(list.subList(0, from));
        less.addAll(list.subList(to, list.size()));
        return less;
    }

    private List<T> simplify(List<T> failing) {
        List<T> simplest = new ArrayList<>(failing);
        for (int i = 0; i < simplest.size(); i++) {
            simplifyAt(simplest, i);
        }
        return simplest;
    }

    private void simplifyAt(List<T> list, int at) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (T candidate : simpler.apply(list.get(at))) {
                T before = list.set(at, candidate);
                if (stillFails(list)) {
                    changed = true;
                    break;
                }
                list.set(at, before);
            }
        }
    }

    private boolean stillFails(List<T> list) {
        return triesLeft-- > 0 && fails.test(list);
    }
}
