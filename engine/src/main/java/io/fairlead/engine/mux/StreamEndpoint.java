/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.mux;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;

/**
 * One stream's end of a connection, free of any protocol: message heads as {@link HttpMessage}, bodies as windows into
 * pooled buffers. Nothing is queued between two endpoints: the stream offers what one has read to the other, and what
 * is not taken stays where it is, which stops the reading. Loop-confined.
 * <pre>
 *  input:   head (once) -> data window, again and again -> trailers (maybe) -> ended
 *  output:  sendHead -> sendData... -> sendEnd -> flush
 * </pre>
 */
public abstract class StreamEndpoint
{
    /**
     * {@link #sendHead(HttpMessage)} found no buffer to encode into; it is to be called again on {@code onOutputReady}.
     */
    public static final int BLOCKED = 0;

    /** {@link #sendHead(HttpMessage)} succeeded. */
    public static final int SENT = 1;

    /** {@link #sendHead(HttpMessage)}: the head does not fit into a buffer. */
    public static final int TOO_BIG = -1;

    /** {@link #sendHead(HttpMessage)}: rules have made a head that contradicts itself. */
    public static final int INVALID = -2;

    private EndpointHandler handler;

    /**
     * Who hears of events.
     *
     * @param value the stream's side, or null when no stream is attached.
     */
    public void handler(final EndpointHandler value)
    {
        handler = value;
    }

    /**
     * Who hears of events.
     *
     * @return handler or null.
     */
    public final EndpointHandler handler()
    {
        return handler;
    }

    /**
     * Whether the endpoint carries HTTP messages, as opposed to bare bytes.
     *
     * @return true when heads are received and sent.
     */
    public abstract boolean isHttp();

    // ---- input

    /**
     * The head being received, or received.
     *
     * @return message whose slices lie in the connection's buffer until {@link #unpinHead()}; null for bare bytes.
     */
    public abstract HttpMessage message();

    /**
     * Whether the head is complete.
     *
     * @return true from the complete head to the end of the stream.
     */
    public abstract boolean hasHead();

    /** The stream has no more use for the slices of the head: their room may be used for more input. */
    public abstract void unpinHead();

    /**
     * Buffer of the current data window.
     *
     * @return buffer owned by the endpoint; null when {@link #inputLength()} is 0.
     */
    public abstract PooledBuffer input();

    /**
     * Start of the current data window.
     *
     * @return offset into {@link #input()}.
     */
    public abstract int inputOffset();

    /**
     * Length of the current data window.
     *
     * @return bytes; 0 when nothing is there now.
     */
    public abstract int inputLength();

    /**
     * Bytes of the body that are known to follow the current window in any case.
     *
     * @return remaining bytes of a content-length or chunk beyond the window, 0 when not known.
     */
    public abstract long inputKnownToFollow();

    /**
     * Move the window on, which may open the next one at once.
     *
     * @param count bytes taken from the window's start.
     */
    public abstract void consumeInput(int count);

    /**
     * Whether the message is complete and all its data taken, or, for bare bytes, the peer has sent its last byte.
     *
     * @return true when no more input will come.
     */
    public abstract boolean isInputEnded();

    /**
     * Whether the peer has closed its sending direction, be the message complete or not.
     *
     * @return true after the end of the connection's input.
     */
    public abstract boolean isPeerClosed();

    /**
     * Whether the input broke: connection error, malformed body, or an end in the middle of a message.
     *
     * @return true when the message will never be complete.
     */
    public abstract boolean isInputBroken();

    /**
     * Whether the peer reset the connection, or reading it failed otherwise.
     *
     * @return true after a read error.
     */
    public abstract boolean isReset();

    /**
     * Whether the input broke because nobody can read it, rather than because it ended.
     *
     * @return true for a malformed body.
     */
    public boolean isInputMalformed()
    {
        return false;
    }

    /**
     * Memory of what can be looked at before it is forwarded: the body behind a head, or bare bytes.
     *
     * @return buffer; meaningful when {@link #payloadLength()} is above 0.
     */
    public final UnsafeBuffer payloadBuffer()
    {
        return null == input() ? null : input().memory();
    }

    /**
     * Start of what can be looked at.
     *
     * @return offset into {@link #payloadBuffer()}.
     */
    public final int payloadOffset()
    {
        return inputOffset();
    }

    /**
     * Length of what can be looked at.
     *
     * @return bytes.
     */
    public final int payloadLength()
    {
        return inputLength();
    }

    /**
     * Whether waiting would bring no more to look at: the message or the connection ended, or the buffer is full.
     *
     * @return true when what is there is all there will be.
     */
    public boolean isPayloadComplete()
    {
        return isBodyComplete() || isInputOver();
    }

    /**
     * Whether the connection brings no more to look at, be the message complete or not.
     *
     * @return true when the peer closed, the input broke, or the buffer is full.
     */
    public boolean isInputOver()
    {
        return isInputBroken() || isPeerClosed() || null != input() && 0 == input().space();
    }

    /**
     * Whether the whole rest of the body has arrived, be it taken or not.
     *
     * @return true when the current window is the last one.
     */
    public boolean isBodyComplete()
    {
        return isInputEnded();
    }

    /** Ask for more input, after a window was left open or buffers were full. */
    public abstract void resumeInput();

    // ---- output

    /**
     * Encode and queue a message head.
     *
     * @param head to send; not kept.
     * @return {@link #SENT}, {@link #BLOCKED}, {@link #TOO_BIG} or {@link #INVALID}.
     */
    public abstract int sendHead(HttpMessage head);

    /**
     * Send data, as much as the connection takes now. What is not taken is offered again on {@code onOutputReady}: at
     * least the same bytes, as part of one may already be framed.
     *
     * @param source buffer that owns the bytes.
     * @param offset of the first.
     * @param length number, above 0.
     * @param following bytes that will follow these in any case, as they have been announced; 0 when not known.
     * @return bytes taken, 0 to length.
     */
    public abstract int sendData(PooledBuffer source, int offset, int length, long following);

    /**
     * The message is complete.
     *
     * @param trailers message whose trailers to send; null when there are none.
     */
    public abstract void sendEnd(HttpMessage trailers);

    /**
     * Write what is queued.
     *
     * @return true when nothing is left to write.
     */
    public abstract boolean flush();

    /**
     * Whether everything sent so far has been handed to the system.
     *
     * @return true when no output waits.
     */
    public abstract boolean isFlushed();

    /**
     * Whether the output broke: nothing more can be sent.
     *
     * @return true after a write error.
     */
    public abstract boolean isOutputBroken();

    /**
     * Whether the output broke because the message did not keep to what its head announced.
     *
     * @return true when rules made a head that does not fit its body.
     */
    public boolean isOutputInvalid()
    {
        return false;
    }

    /** Send the end of the byte stream after what is queued; for bare bytes and tunnels. */
    public abstract void closeOutput();

    // ---- end

    /** The stream is over: go back to waiting for another one, or close after flushing, as the protocol has it. */
    public abstract void finish();

    /** Close now, dropping what is unsent. */
    public abstract void abort();

    /**
     * Why the connection failed, in the operating system's words.
     *
     * @return text; empty when it did not fail.
     */
    public abstract String error();

    /**
     * Bytes received on the connection for this stream, heads and framing included.
     *
     * @return count.
     */
    public abstract long bytesIn();

    /**
     * Bytes queued for sending on the connection for this stream, heads and framing included.
     *
     * @return count.
     */
    public abstract long bytesOut();
}
