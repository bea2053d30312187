/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

/**
 * Short names of a format string. Source: configuration.txt 8.2.6.
 */
public enum LogAlias
{
    GLOBAL("o"), ORIGIN("OG"), BYTES_OUT("B"), CLIENT_COOKIE("CC"), SERVER_COOKIE("CS"), HOST_NAME("H"),
    UNIQUE_ID("ID"), STATUS("ST"), DATE_GMT("T"), ACTIVE_TIME("Ta"), CONNECT_TIME("Tc"), HANDSHAKE_TIME("Th"),
    IDLE_TIME("Ti"), DATE_LOCAL("Tl"), QUERY_TIME("Tq"), RESPONSE_TIME("Tr"), REQUEST_TIME("TR"), DATA_TIME("Td"),
    TIMESTAMP("Ts"), TOTAL_TIME("Tt"), USER_TIME("Tu"), QUEUE_TIME("Tw"), BYTES_IN("U"), PROCESS_CONNECTIONS("ac"),
    BACKEND("b"), BACKEND_CONNECTIONS("bc"), BACKEND_IP("bi"), BACKEND_PORT("bp"), BACKEND_QUEUE("bq"), CLIENT_IP("ci"),
    CLIENT_PORT("cp"), FRONTEND("f"), FRONTEND_CONNECTIONS("fc"), FRONTEND_IP("fi"), FRONTEND_PORT("fp"),
    FRONTEND_TRANSPORT("ft"), REQUEST_CAPTURES("hr"), REQUEST_CAPTURE_LIST("hrl"), RESPONSE_CAPTURES("hs"),
    RESPONSE_CAPTURE_LIST("hsl"), METHOD("HM"), PATH("HP"), PATH_ONLY("HPO"), QUERY("HQ"), URI("HU"), VERSION("HV"),
    LOG_COUNT("lc"), MILLISECONDS("ms"), PID("pid"), REQUEST_LINE("r"), RETRIES("rc"), REQUEST_COUNT("rt"),
    SERVER("s"), SERVER_CONNECTIONS("sc"), SERVER_IP("si"), SERVER_PORT("sp"), SERVER_QUEUE("sq"), TLS_CIPHER("sslc"),
    TLS_VERSION("sslv"), DATE("t"), REQUEST_DATE("tr"), REQUEST_DATE_GMT("trg"), REQUEST_DATE_LOCAL("trl"),
    TERMINATION("ts"), TERMINATION_COOKIE("tsc");

    private final String text;

    LogAlias(final String text)
    {
        this.text = text;
    }

    /** Name behind the percent sign. */
    public String text()
    {
        return text;
    }

    /** Alias of that name, or null. */
    public static LogAlias ofText(final String text)
    {
        for (final LogAlias alias : values())
        {
            if (alias.text.equals(text))
            {
                return alias;
            }
        }
        return null;
    }

    /** Whether the value is only known at the end of the stream, so that the line cannot be written early. */
    public boolean needsEnd()
    {
        return switch (this)
        {
            case BYTES_OUT, BYTES_IN, ACTIVE_TIME, TOTAL_TIME, USER_TIME, DATA_TIME, TERMINATION, QUERY_TIME,
                RESPONSE_TIME, REQUEST_TIME, CONNECT_TIME, QUEUE_TIME, HANDSHAKE_TIME, IDLE_TIME, UNIQUE_ID,
                PROCESS_CONNECTIONS, FRONTEND_CONNECTIONS, BACKEND_CONNECTIONS, SERVER_CONNECTIONS, RETRIES,
                SERVER_QUEUE, BACKEND_QUEUE -> true;
            default -> false;
        };
    }
}
