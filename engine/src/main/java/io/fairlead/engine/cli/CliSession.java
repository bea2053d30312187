/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordState;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * The protocol of the runtime API without any socket: bytes go in, bytes come out (management.txt 9.3).
 * <pre>
 *           line complete           last command of the line answered
 *  READING ---------------> RUNNING ---------------------------------> READING, when interactive
 *     ^  | payload begins      |                                 `---> CLOSED, when not
 *     |  v                     | quit, too long a line
 *   READING (payload lines)    `------------------------------------> CLOSED
 * </pre>
 * A line holds commands separated by semicolons; the last one may be followed by {@code <<} and a payload. Each answer
 * is followed by an empty line or a prompt. A client that closed its side is served to the end of its line.
 * <p>
 * Input is taken only while nothing waits to be said, and output is made only as the reader asks for it, so that
 * neither side can make the other hold much. Conductor only.
 */
public final class CliSession implements CliContext
{
    private static final String REFUSAL = "Permission denied\n";
    private static final String LINE_TOO_LONG = "The command line is too big for the buffer size." +
        " Please change 'tune.bufsize' in the configuration to use a bigger command.\n";
    private static final String PAYLOAD_TOO_LONG = "The payload is too big." +
        " Please change 'tune.cli.max-payload-size' in the configuration to use a bigger payload.\n";
    private static final int PATTERN_LIMIT = 64;

    private final CliTable workerCommands;
    private final CliTable masterCommands;
    private final MasterRouting routing;
    private final CliSettings settings;
    private final CliServices services;
    private final LongSupplier clockMs;

    private final StringBuilder input = new StringBuilder();
    private final Deque<String> line = new ArrayDeque<>();
    private final StringBuilder payload = new StringBuilder();
    private String payloadEnd;
    private String finishedPayload;
    private boolean isInputClosed;
    private boolean isRunning;
    private boolean isClosed;
    private boolean isQuitting;

    private final StringBuilder output = new StringBuilder();
    private int outputOffset;
    private CliOutput running;
    private boolean isWaiting;

    private CliLevel level;
    private CliSeverity severity;
    private boolean isExpert;
    private boolean isExperimental;
    private boolean isInteractive;
    private boolean hasPrompt;
    private boolean isPromptTimed;
    private boolean isEmptyLineOmitted;
    private long timeoutMs;
    private CliLevel masterLevel;
    private boolean isMasterExpert;
    private boolean isMasterExperimental;
    private boolean isSilent;
    private int descriptor = -1;

    /**
     * A session at its beginning.
     *
     * @param commands all commands.
     * @param settings of its socket.
     * @param services what commands work on.
     * @param clockMs  monotonic milliseconds.
     */
    public CliSession(
        final CliTable commands, final CliSettings settings, final CliServices services, final LongSupplier clockMs)
    {
        this(commands, null, settings, services, clockMs);
    }

    /**
     * A session at its beginning, maybe the master's.
     *
     * @param workerCommands commands of the worker.
     * @param masterCommands commands of the master; null when none of the sockets is the master's.
     * @param settings       of its socket.
     * @param services       what commands work on.
     * @param clockMs        monotonic milliseconds.
     */
    public CliSession(
        final CliTable workerCommands,
        final CliTable masterCommands,
        final CliSettings settings,
        final CliServices services,
        final LongSupplier clockMs)
    {
        this.workerCommands = workerCommands;
        this.masterCommands = masterCommands;
        routing = settings.isMaster() ? new MasterRouting(services.part(MasterControl.class).pid()) : null;
        this.settings = settings;
        this.clockMs = clockMs;
        this.services = services;
        level = settings.level();
        severity = settings.severity();
        timeoutMs = settings.timeoutMs();
    }

    /**
     * Whether more bytes are wanted now.
     *
     * @return false while there is something to be answered first; true while a command only waits, so that a client
     * that leaves is noticed.
     */
    public boolean wantsInput()
    {
        return !isClosed && !isInputClosed && (!isRunning || isWaiting && input.length() < settings.lineLimit());
    }

    /**
     * Bytes arrived.
     *
     * @param bytes  the client's bytes.
     * @param offset of the first.
     * @param length number of bytes.
     */
    public void onInput(final byte[] bytes, final int offset, final int length)
    {
        if (!isClosed)
        {
            for (int i = 0; i < length; i++)
            {
                input.append((char)(bytes[offset + i] & 0xFF));
            }
            read();
        }
    }

    /**
     * The client closed its side: finish what it asked for.
     */
    public void onInputEnd()
    {
        isInputClosed = true;
        if (!isRunning)
        {
            read();
        }
    }

    /**
     * The connection is gone: give up whatever runs.
     */
    public void onAbort()
    {
        isClosed = true;
        abandon();
    }

    /**
     * Make output.
     *
     * @param bytes  where to put it.
     * @param offset of the first byte.
     * @param room   most bytes wanted, at least 1.
     * @return bytes put there; 0 when there is nothing to say now.
     */
    public int produce(final byte[] bytes, final int offset, final int room)
    {
        int count = 0;
        while (count < room)
        {
            if (outputOffset == output.length())
            {
                output.setLength(0);
                outputOffset = 0;
                if (!advance())
                {
                    break;
                }
            }
            else
            {
                final int length = Math.min(room - count, output.length() - outputOffset);
                for (int i = 0; i < length; i++)
                {
                    bytes[offset + count + i] = (byte)output.charAt(outputOffset + i);
                }
                outputOffset += length;
                count += length;
            }
        }
        return count;
    }

    /**
     * Whether everything was said and the connection is to be closed.
     *
     * @return true at the end.
     */
    public boolean isFinished()
    {
        return isClosed && outputOffset == output.length();
    }

    /**
     * When to ask for output again though nothing arrived.
     *
     * @return monotonic milliseconds, {@link Long#MAX_VALUE} for never.
     */
    public long wakeAtMs()
    {
        return isWaiting && null != running ? running.wakeAtMs() : Long.MAX_VALUE;
    }

    /**
     * Time after which an idle client is to be dropped.
     *
     * @return milliseconds.
     */
    public long timeoutMs()
    {
        return timeoutMs;
    }

    /* Take a line, or lines of payload, from the input. */
    private void read()
    {
        boolean hasLine = false;
        while (!isClosed && !isRunning)
        {
            final int end = null == payloadEnd ? lineEnd() : input.indexOf("\n");
            if (end < 0)
            {
                checkLength();
                break;
            }
            hasLine = true;
            final String text = input.substring(0, end);
            input.delete(0, end + 1);
            if (null == payloadEnd)
            {
                takeLine(text);
            }
            else
            {
                takePayload(text);
            }
        }
        if (!isClosed && !isRunning && isInputClosed)
        {
            isClosed = true;
        }
        if (!isClosed && !isRunning && hasLine && hasPrompt)
        {
            output.append("+ ");
        }
    }

    /* A line feed behind a backslash belongs to the command. */
    private int lineEnd()
    {
        boolean isEscaped = false;
        for (int i = 0; i < input.length(); i++)
        {
            final char c = input.charAt(i);
            if (!isEscaped && '\n' == c)
            {
                return i;
            }
            isEscaped = !isEscaped && '\\' == c;
        }
        return -1;
    }

    private void checkLength()
    {
        if (null == payloadEnd && input.length() >= settings.lineLimit())
        {
            fail(LINE_TOO_LONG);
        }
        else if (null != payloadEnd && input.length() + payload.length() >= settings.payloadLimit())
        {
            fail(PAYLOAD_TOO_LONG);
        }
    }

    private void fail(final String text)
    {
        error(text);
        input.setLength(0);
        isClosed = true;
    }

    /* A zero byte separates commands too, and so does the carriage return before the line feed. */
    private void takeLine(final String text)
    {
        if (text.length() >= settings.lineLimit())
        {
            fail(LINE_TOO_LONG);
            return;
        }
        int start = 0;
        boolean isEscaped = false;
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            final boolean isSeparator = ';' == c && !isEscaped || 0 == c || '\r' == c && i == text.length() - 1;
            if (isSeparator)
            {
                line.add(text.substring(start, i));
                start = i + 1;
            }
            isEscaped = !isEscaped && '\\' == c;
        }
        line.add(text.substring(start));
        if (!beginsPayload())
        {
            isRunning = true;
        }
    }

    /* The last word of a line may be << and up to 64 characters that will end the payload. */
    private boolean beginsPayload()
    {
        final String carriageReturn = line.peekLast().isEmpty() && 1 < line.size() ? line.removeLast() : null;
        final String last = line.peekLast();
        final int start = Math.max(last.lastIndexOf(' '), last.lastIndexOf('\t')) + 1;
        if (last.startsWith("<<", start) && last.length() - start - 2 <= PATTERN_LIMIT)
        {
            line.removeLast();
            line.addLast(last.substring(0, start));
            payloadEnd = last.substring(start + 2);
            payload.setLength(0);
            return true;
        }
        if (null != carriageReturn)
        {
            line.addLast(carriageReturn);
        }
        return false;
    }

    private void takePayload(final String text)
    {
        if (text.equals(payloadEnd))
        {
            payloadEnd = null;
            finishedPayload = payload.isEmpty() ? null : payload.substring(0, payload.length() - 1);
            isRunning = true;
        }
        else
        {
            payload.append(text).append('\n');
            if (payload.length() >= settings.payloadLimit())
            {
                fail(PAYLOAD_TOO_LONG);
            }
        }
    }

    /* Take the next step that may make output; false when there is none. */
    private boolean advance()
    {
        if (null != running)
        {
            return advanceRunning();
        }
        if (isClosed)
        {
            return false;
        }
        if (!isRunning)
        {
            final int before = output.length();
            if (0 < input.length() || isInputClosed)
            {
                read();
            }
            return isRunning || before < output.length();
        }
        begin(line.removeFirst());
        return true;
    }

    private boolean advanceRunning()
    {
        if (isWaiting && !isInputOver() && clockMs.getAsLong() < running.wakeAtMs())
        {
            return false;
        }
        final CliOutput.Progress progress = running.next(this, output);
        isWaiting = CliOutput.Progress.WAITING == progress;
        if (CliOutput.Progress.DONE == progress)
        {
            running = null;
            finishCommand();
        }
        return !isWaiting || 0 < output.length();
    }

    private void begin(final String text)
    {
        final boolean isLast = line.isEmpty();
        final String command = null == routing ? text : routed(text);
        final CliArguments arguments = CliArguments.parse(command, isLast ? finishedPayload : null);
        if (null != routing && routing.isUnknown())
        {
            error("Can't find the target PID matching the prefix '" + routing.target() + "'\n");
            isEmptyLineOmitted = true;
            line.clear();
        }
        else if (isSilent && routing.isChoice())
        {
            arguments.count(); // nothing to run: the target is chosen
        }
        else if (arguments.isExcessive())
        {
            error("Too many arguments. Commands must have at most " + CliArguments.LIMIT + " arguments.\n");
        }
        else if (0 < arguments.count())
        {
            run(arguments);
        }
        if (null == running)
        {
            finishCommand();
        }
    }

    /* Find out who is asked, and remember what is the master's while the worker is. */
    private String routed(final String text)
    {
        final String command = routing.take(text);
        isSilent = routing.isChoice() || routing.isSilent(CliArguments.parse(command, null).word(0));
        masterLevel = level;
        isMasterExpert = isExpert;
        isMasterExperimental = isExperimental;
        return command;
    }

    private void run(final CliArguments arguments)
    {
        Keyword keyword = commands().find(arguments);
        if (null == keyword && null != routing && routing.isDebug())
        {
            keyword = workerCommands.find(arguments);
        }
        if (null == keyword)
        {
            information(commands().usage(arguments, 0, this));
        }
        else if (!isExpert && CliTable.isExpert(keyword))
        {
            error("This command is restricted to expert mode only.\n");
        }
        else if (!isExperimental && CliTable.isExperimental(keyword))
        {
            error("This command is restricted to experimental mode only.\n");
        }
        else if (KeywordState.REFUSED == keyword.state())
        {
            information(commands().refusal(keyword, arguments, this));
        }
        else
        {
            running = keyword.implementation(CliCommand.class).run(arguments, this);
        }
    }

    private void finishCommand()
    {
        if (isQuitting)
        {
            isClosed = true;
            return;
        }
        final boolean isLast = line.isEmpty();
        if (hasPrompt)
        {
            output.append(isLast ? prompt() : isSilent ? "" : "\n");
        }
        else if (!isEmptyLineOmitted && !isSilent)
        {
            output.append('\n');
        }
        isEmptyLineOmitted = false;
        if (null != routing && routing.isToWorker())
        {
            level = masterLevel;
            isExpert = isMasterExpert;
            isExperimental = isMasterExperimental;
            severity = settings.severity();
        }
        if (isLast)
        {
            finishedPayload = null;
            isRunning = false;
            isClosed = !isInteractive && !isSilent;
        }
        isSilent = false;
    }

    private String prompt()
    {
        final String begin = isSilent ? "" : "\n";
        final String end = null == routing ? "> " : routing.prompt();
        if (!isPromptTimed)
        {
            return begin + end;
        }
        final long up = (clockMs.getAsLong() - services.startMs()) / 1000;
        return begin + String.format(
            Locale.ROOT, "[%d:%02d:%02d:%02d]", up / 86_400, up / 3600 % 24, up / 60 % 60, up % 60) +
            (null == routing ? end : ' ' + end);
    }

    private void abandon()
    {
        if (null != running)
        {
            final CliOutput abandoned = running;
            running = null;
            abandoned.abandon();
        }
    }

    @Override
    public CliLevel level()
    {
        return level;
    }

    @Override
    public CliLevel socketLevel()
    {
        return settings.level();
    }

    @Override
    public boolean requires(final CliLevel needed)
    {
        final boolean isAllowed = level.compareTo(needed) >= 0;
        if (!isAllowed)
        {
            error(REFUSAL);
        }
        return isAllowed;
    }

    @Override
    public void lower(final CliLevel newLevel)
    {
        level = newLevel;
        isExpert = false;
        isExperimental = false;
    }

    @Override
    public boolean isExpert()
    {
        return isExpert;
    }

    @Override
    public void expert(final boolean isOn)
    {
        isExpert = isOn;
    }

    @Override
    public boolean isExperimental()
    {
        return isExperimental;
    }

    @Override
    public void experimental(final boolean isOn)
    {
        isExperimental = isOn;
    }

    @Override
    public void message(final int severityNumber, final String text)
    {
        if (isSilent && !text.startsWith("Usage"))
        {
            return;
        }
        output.append(severity.mark(severityNumber)).append(withoutLineEnds(text)).append('\n');
    }

    private static String withoutLineEnds(final String text)
    {
        int end = text.length();
        while (0 < end && '\n' == text.charAt(end - 1))
        {
            end--;
        }
        return text.substring(0, end);
    }

    @Override
    public void severity(final CliSeverity newSeverity)
    {
        severity = newSeverity;
    }

    @Override
    public void withoutEmptyLine()
    {
        isEmptyLineOmitted = true;
    }

    @Override
    public void interactive(final boolean isOn, final boolean isPrompted)
    {
        if (null != routing && routing.isToWorker())
        {
            return; // the worker's session is over with its answer
        }
        isInteractive = isOn;
        hasPrompt = isPrompted;
    }

    @Override
    public boolean isInteractive()
    {
        return isInteractive;
    }

    @Override
    public boolean hasPrompt()
    {
        return hasPrompt;
    }

    @Override
    public void toggleTimedPrompt()
    {
        isPromptTimed = !isPromptTimed;
    }

    @Override
    public void quit()
    {
        isQuitting = true;
    }

    @Override
    public void timeoutMs(final long newTimeoutMs)
    {
        timeoutMs = newTimeoutMs;
    }

    @Override
    public boolean isInputOver()
    {
        return isInputClosed && 0 == input.length();
    }

    @Override
    public long nowMs()
    {
        return clockMs.getAsLong();
    }

    @Override
    public CliServices services()
    {
        return services;
    }

    @Override
    public CliTable commands()
    {
        return null == routing || routing.isToWorker() ? workerCommands : masterCommands;
    }

    /** Tell which connection it is. */
    void descriptor(final int value)
    {
        descriptor = value;
    }

    @Override
    public int exposingDescriptor()
    {
        return settings.isExposing() ? descriptor : -1;
    }

    @Override
    public void masterDebug(final boolean isOn)
    {
        routing.debug(isOn);
    }
}
