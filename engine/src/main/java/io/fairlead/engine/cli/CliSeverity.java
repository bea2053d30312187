/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

/**
 * Whether messages begin with their severity (configuration.txt 5.1 "severity-output").
 */
public enum CliSeverity
{
    /** No mark. */
    NONE,

    /** As {@code [3]: }. */
    NUMBER,

    /** As {@code [err]: }. */
    STRING;

    /** Severity of something wrong. */
    public static final int ERROR = 3;

    /** Severity of a warning. */
    public static final int WARNING = 4;

    /** Severity of something worth noticing. */
    public static final int NOTICE = 5;

    /** Severity of plain information. */
    public static final int INFO = 6;

    private static final String[] WORDS =
        {"emerg", "alert", "crit", "err", "warning", "notice", "info", "debug"};

    /**
     * Form of a word of the language.
     *
     * @param word {@code none}, {@code number} or {@code string}.
     * @return the form, null for another word.
     */
    public static CliSeverity ofWord(final String word)
    {
        return switch (word)
        {
            case "none" -> NONE;
            case "number" -> NUMBER;
            case "string" -> STRING;
            default -> null;
        };
    }

    /**
     * What stands before a message.
     *
     * @param severity 0 to 7, as in syslog.
     * @return mark, may be empty.
     */
    public String mark(final int severity)
    {
        return switch (this)
        {
            case NONE -> "";
            case NUMBER -> "[" + severity + "]: ";
            case STRING -> "[" + WORDS[severity] + "]: ";
        };
    }
}
