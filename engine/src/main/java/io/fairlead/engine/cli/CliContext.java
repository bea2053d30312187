/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * What a command sees of its session. Conductor only.
 */
public interface CliContext
{
    /**
     * What the session may do now.
     *
     * @return level, lowered by {@code operator} and {@code user}.
     */
    CliLevel level();

    /**
     * What the socket lets its sessions do.
     *
     * @return configured level of the socket.
     */
    CliLevel socketLevel();

    /**
     * Ask for a right; when the session has it not, it is told so.
     *
     * @param level needed level.
     * @return whether the command may go on.
     */
    boolean requires(CliLevel level);

    /**
     * Lower the level, which ends expert and experimental mode too.
     *
     * @param level new level, not above the current one.
     */
    void lower(CliLevel level);

    /**
     * Whether expert mode is on.
     *
     * @return true after {@code expert-mode on}.
     */
    boolean isExpert();

    /**
     * Switch expert mode.
     *
     * @param isOn whether it is on.
     */
    void expert(boolean isOn);

    /**
     * Whether experimental mode is on.
     *
     * @return true after {@code experimental-mode on}.
     */
    boolean isExperimental();

    /**
     * Switch experimental mode.
     *
     * @param isOn whether it is on.
     */
    void experimental(boolean isOn);

    /**
     * Answer with a message.
     *
     * @param severity as in syslog, see {@link CliSeverity}.
     * @param text     one or more lines; line ends at its end count once.
     */
    void message(int severity, String text);

    /**
     * Answer with an error.
     *
     * @param text as for {@link #message(int, String)}.
     */
    default void error(final String text)
    {
        message(CliSeverity.ERROR, text);
    }

    /**
     * Answer with an information.
     *
     * @param text as for {@link #message(int, String)}.
     */
    default void information(final String text)
    {
        message(CliSeverity.INFO, text);
    }

    /**
     * Choose how the session's messages are marked.
     *
     * @param severity form of marks.
     */
    void severity(CliSeverity severity);

    /**
     * Leave out the empty line behind the answer of this command, unless there is a prompt.
     */
    void withoutEmptyLine();

    /**
     * Choose between one line and many, and whether there is a prompt.
     *
     * @param isInteractive whether the session goes on after a line.
     * @param hasPrompt     whether a prompt is shown.
     */
    void interactive(boolean isInteractive, boolean hasPrompt);

    /**
     * Whether the session goes on after a line.
     *
     * @return false at first.
     */
    boolean isInteractive();

    /**
     * Whether a prompt is shown.
     *
     * @return false at first.
     */
    boolean hasPrompt();

    /**
     * Show the time the process is up in the prompt, or leave off.
     */
    void toggleTimedPrompt();

    /**
     * Close the connection once what was said so far is sent.
     */
    void quit();

    /**
     * Change the time after which an idle client is dropped.
     *
     * @param timeoutMs milliseconds, at least 1.
     */
    void timeoutMs(long timeoutMs);

    /**
     * Whether the client closed its side and nothing more of it is to be handled.
     *
     * @return true when nobody is there to interrupt a wait.
     */
    boolean isInputOver();

    /**
     * The moment.
     *
     * @return monotonic milliseconds.
     */
    long nowMs();

    /**
     * What the command works on.
     *
     * @return the parts of the daemon that commands may touch.
     */
    CliServices services();

    /**
     * The commands there are.
     *
     * @return the table this session uses.
     */
    CliTable commands();

    /**
     * Have the master answer commands of the worker too, in a session of the master.
     *
     * @param isOn whether it does.
     */
    void masterDebug(boolean isOn);

    /**
     * The connection of the session, to hand listening sockets over on it.
     *
     * @return descriptor; -1 when the socket does not allow that ({@code expose-fd listeners}).
     */
    int exposingDescriptor();
}
