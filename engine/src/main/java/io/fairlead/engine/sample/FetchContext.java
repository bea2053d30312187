/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HttpMessage;

/**
 * Views an expression may look through, one for each {@link Source}; implemented by streams, sessions, checks, and by
 * the configuration and the runtime API with next to nothing. A view is null where nothing of it exists. Loop only.
 */
public interface FetchContext
{
    /** Memory of the loop. */
    EvalScratch scratch();

    /** Monotonic clock of the loop, milliseconds. */
    long nowMs();

    /** Wall clock of the loop, microseconds since the epoch. */
    long dateUs();

    /** Random 32 bits from the loop's generator. */
    default int random()
    {
        return 0;
    }

    /** Number of the loop, from 0. */
    default int loopId()
    {
        return 0;
    }

    /** The process. */
    ProcessView process();

    /** Client's address as rules left it, or null. */
    default NetAddress source()
    {
        return null;
    }

    /** Address the client connected to as rules left it, or null. */
    default NetAddress destination()
    {
        return null;
    }

    /** Connection from the client, or null. */
    default ConnectionView clientConnection()
    {
        return null;
    }

    /** Connection to the server, or null. */
    default ConnectionView serverConnection()
    {
        return null;
    }

    /** Name of the listener ({@code name} of the bind line), or null. */
    default String listenerName()
    {
        return null;
    }

    /** Number of the listener. */
    default int listenerId()
    {
        return 0;
    }

    /** Connections on the listener. */
    default long listenerConnections()
    {
        return 0;
    }

    /** Frontend, or null. */
    default FrontendView frontend()
    {
        return null;
    }

    /** Backend chosen (a listen section is its own), or null. */
    default BackendView backend()
    {
        return null;
    }

    /** Server chosen, or null. */
    default ServerView server()
    {
        return null;
    }

    /** Head of the request, or null when none is complete yet. */
    default HttpMessage request()
    {
        return null;
    }

    /** Head of the response, or null when none is complete yet. */
    default HttpMessage response()
    {
        return null;
    }

    /** Whether a head is still being received, so that a missing {@link #request()} may still come. */
    default boolean isRequestPending()
    {
        return false;
    }

    /** Whether a head is still expected, so that a missing {@link #response()} may still come. */
    default boolean isResponsePending()
    {
        return false;
    }

    /** Bytes from the client, or null. */
    default PayloadView requestPayload()
    {
        return null;
    }

    /** Bytes from the server, or null. */
    default PayloadView responsePayload()
    {
        return null;
    }

    /** Variables of a scope other than that of the process, or null where the scope does not exist. */
    default VariableStore variables(final VariableScope scope)
    {
        return null;
    }

    /** Captures of the request, or null. */
    default CaptureView requestCaptures()
    {
        return null;
    }

    /** Captures of the response, or null. */
    default CaptureView responseCaptures()
    {
        return null;
    }

    /** Method kept from the request, index of {@link io.fairlead.engine.http.Method}; negative when unknown. */
    default int capturedMethod()
    {
        return null == request() ? -1 : request().method().ordinal();
    }

    /** Version kept from a request whose head is gone: major times ten plus minor; negative when unknown. */
    default int capturedVersion()
    {
        return -1;
    }

    /** Unique id of the stream, made on first use; false when no format is configured. */
    default boolean uniqueId(final Sample out)
    {
        return false;
    }

    /** What the log line needs; null outside of streams. */
    default LogView log()
    {
        return null;
    }

    /** File of the rule that ended a rule set last, or null. */
    default String lastRuleFile()
    {
        return null;
    }

    /** Line of the rule that ended a rule set last. */
    default int lastRuleLine()
    {
        return 0;
    }

    /** What the stream was waiting for when it had to give up, or still waits for; nothing when there is none. */
    default void appendWaitingEntity(final ByteWriter out)
    {
    }

    /** Class in queues. */
    default int currentPriorityClass()
    {
        return 0;
    }

    /** Offset in queues, milliseconds. */
    default int currentPriorityOffset()
    {
        return 0;
    }

    /** Whether this is the first request of its connection. */
    default boolean isFirstRequest()
    {
        return true;
    }

    /** A timeout of the stream as rules left it, by {@link TimeoutKind} position; negative when none. */
    default long timeoutMs(final TimeoutKind kind)
    {
        return -1;
    }

    /** Name of the coding in which the response is being compressed, as a configuration has it; null. */
    default UnsafeBuffer responseCoding()
    {
        return null;
    }
}
