/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import java.util.Set;

/**
 * Where the commands of a master session go: to the master, or, behind {@code @1}, {@code @!pid} or a word like these
 * alone on the line, to the worker. Conductor only.
 * Source: management.txt 9.4 "Master CLI".
 */
final class MasterRouting
{
    /** Commands that say nothing by themselves and after which the session goes on. */
    private static final Set<String> SILENT =
        Set.of("prompt", "expert-mode", "experimental-mode", "mcli-debug-mode", "operator", "user");

    private final long pid;
    private boolean isWorkerChosen;
    private boolean isToWorker;
    private boolean isDebug;
    private boolean isUnknown;
    private boolean isChoice;
    private String target = "";

    /* pid: of the worker. */
    MasterRouting(final long pid)
    {
        this.pid = pid;
    }

    /** Take the target off a command; what is left is to be run, unless {@link #isUnknown} or {@link #isChoice}. */
    String take(final String text)
    {
        final String command = text.stripLeading();
        isToWorker = isWorkerChosen;
        isUnknown = false;
        isChoice = false;
        if (!command.startsWith("@"))
        {
            return text;
        }
        int end = 0;
        while (end < command.length() && !Character.isWhitespace(command.charAt(end)))
        {
            end++;
        }
        target = command.substring(0, end);
        final String rest = command.substring(end);
        isUnknown = !target.equals("@") && !target.equals("@master") && !isWorker();
        isToWorker = isWorker();
        isChoice = !isUnknown && rest.isBlank();
        if (isChoice)
        {
            isWorkerChosen = isToWorker;
        }
        return rest;
    }

    private boolean isWorker()
    {
        return target.equals("@1") || target.equals("@!" + pid);
    }

    /** Nobody is called like that. */
    boolean isUnknown()
    {
        return isUnknown;
    }

    /** Word that the command began with. */
    String target()
    {
        return target;
    }

    /** Only the target of the commands to come was said. */
    boolean isChoice()
    {
        return isChoice;
    }

    /** The command is the worker's. */
    boolean isToWorker()
    {
        return isToWorker;
    }

    /** The master answers commands of workers too. */
    void debug(final boolean isOn)
    {
        isDebug = isOn;
    }

    boolean isDebug()
    {
        return isDebug;
    }

    boolean isSilent(final String word)
    {
        return !isToWorker && SILENT.contains(word);
    }

    /** What a prompt begins with. */
    String prompt()
    {
        return isWorkerChosen ? pid + "> " : "master> ";
    }
}
