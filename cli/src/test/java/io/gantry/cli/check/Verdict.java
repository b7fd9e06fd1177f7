package io.gantry.cli.check;

import java.util.List;
import java.util.stream.Collectors;

/** What a report says of the rules that were broken. */
final class Verdict {

    private Verdict() {}

    /** Labels of the rules that were broken. */
    static List<String> failed(CheckReport report) {
        return report.checks().stream()
                .filter(check -> !check.passed())
                .map(CheckResult::name)
                .collect(Collectors.toList());
    }

    /** What is told of a rule. */
    static String detail(CheckReport report, Rule rule) {
        return report.checks().stream()
                .filter(check -> check.name().equals(rule.label()))
                .findFirst()
                .orElseThrow()
                .detail();
    }
}
