package io.gantry.cli.check;

import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;

/** Holds what clients were told about one symbol's commands against what the events and the reference book say. */
final class AnswerCheck {
    private final SymbolRecording recording;
    private final SentCommands commands;
    private final Findings findings;
    private final CommandAnswer answer = new CommandAnswer();
    private long lastCommand;
    private long lastEvent;

    AnswerCheck(SymbolRecording recording, SentCommands commands, Findings findings) {
        this.recording = recording;
        this.commands = commands;
        this.findings = findings;
    }

    /** Goes through all outcomes; after the events. */
    void run() {
        FieldLog.Cursor row = recording.answerCursor();
        while (row.next()) {
            outcome(row);
        }
        for (int sent = 0; sent < commands.size(); sent++) {
            if (!commands.hasEnded(sent)) {
                unanswered(sent);
            }
        }
    }

    /** The highest command number that a client was told. */
    long lastCommand() {
        return lastCommand;
    }

    /** The highest event number that a client was told. */
    long lastEvent() {
        return lastEvent;
    }

    private void outcome(FieldLog.Cursor row) {
        recording.decode(row, answer);
        int sent = commands.find(answer.clientId(), answer.requestId());
        if (sent == SentCommands.NONE) {
            findings.add(
                    Rule.ASKED_FOR,
                    symbol() + ": client " + answer.clientId() + " was told about request " + answer.requestId()
                            + ", which he never sent");
            return;
        }
        if (commands.hasEnded(sent)) {
            findings.add(Rule.ANSWERED, symbol() + ": " + commands.describe(sent) + " was told its outcome twice");
            return;
        }
        commands.ended(sent);
        switch (SymbolRecording.outcome(row)) {
            case ANSWERED -> answered(sent);
            case NOT_EXECUTED -> notExecuted(sent, SymbolRecording.cause(row));
            case UNDECIDED ->
                findings.add(
                        Rule.ANSWERED, symbol() + ": " + commands.describe(sent) + " was given up without an answer");
        }
    }

    private void answered(int sent) {
        findings.tally().acknowledged(answer.status() == AnswerStatus.REJECTED);
        lastCommand = Math.max(lastCommand, answer.commandSequence());
        lastEvent = Math.max(lastEvent, answer.lastEvent());
        if (!commands.isSequenced(sent)) {
            findings.add(
                    Rule.LOST,
                    symbol() + ": " + commands.describe(sent) + " was answered " + answer.status() + " as command "
                            + answer.commandSequence() + ", and no event tells of it");
            return;
        }
        String differences = commands.differences(sent, answer);
        if (!differences.isEmpty()) {
            findings.add(Rule.ANSWERS, symbol() + ": answer to " + commands.describe(sent) + ": " + differences);
        }
    }

    private void notExecuted(int sent, Cause cause) {
        findings.tally().notExecuted();
        // A stale request is the one refusal that leaves open whether the command was executed before.
        if (commands.isSequenced(sent) && cause != Cause.STALE_REQUEST) {
            findings.add(
                    Rule.NOT_EXECUTED_IS_FINAL,
                    symbol() + ": " + commands.describe(sent) + " was answered NOT_EXECUTED " + cause
                            + ", and was executed as command " + commands.commandSequence(sent));
        }
    }

    private void unanswered(int sent) {
        if (commands.isSequenced(sent)) {
            findings.add(
                    Rule.ANSWERED,
                    symbol() + ": " + commands.describe(sent) + " was never answered; it is command "
                            + commands.commandSequence(sent));
        } else {
            findings.add(Rule.ANSWERED, symbol() + ": " + commands.describe(sent) + " was never answered");
            findings.add(
                    Rule.LOST,
                    symbol() + ": " + commands.describe(sent) + " is gone: no answer and no event tells of it");
        }
    }

    private String symbol() {
        return recording.instrument().symbol();
    }
}
