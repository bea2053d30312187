/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http1;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.mux.LoopContext;
import io.fairlead.engine.mux.Mux;

/**
 * HTTP/1 on one connection, what both directions share: the state of the message being received, the window into its
 * body, and the framing of the body being sent (RFC 9112 sections 6 and 7). Loop-confined.
 * <pre>
 *  reading:  IDLE -> HEAD -> LENGTH | CHUNKED | UNTIL_CLOSE | TUNNEL -> ENDED -> IDLE (next message)
 *                      \________________________________________________ BROKEN
 * </pre>
 */
abstract class Http1Mux extends Mux
{
    /** State of the message being received. */
    enum Reading
    {
        /** Between messages. */
        IDLE,
        /** Some bytes of a head arrived, or one is waited for. */
        HEAD,
        /** A body of known length. */
        LENGTH,
        /** A chunked body. */
        CHUNKED,
        /** A body that ends with the connection. */
        UNTIL_CLOSE,
        /** No longer HTTP: bare bytes in both directions. */
        TUNNEL,
        /** The message is complete. */
        ENDED,
        /** The message will never be complete. */
        BROKEN
    }

    /** Framing of the message being sent. */
    enum Writing
    {
        /** Between messages, or a message without body. */
        NONE,
        /** A body of known length. */
        LENGTH,
        /** A chunked body. */
        CHUNKED,
        /** A body that ends with the connection, or bare bytes. */
        UNTIL_CLOSE,
        /** Body bytes that are not to be sent, as of a response to HEAD. */
        DISCARD
    }

    /** Room for a chunk's size line with the line end of the chunk before it. */
    private static final int CHUNK_FRAME_LENGTH = 24;
    private static final int CRLF_LENGTH = 2;

    private Http1Settings settings;
    private final Http1Codecs codecs;
    private Http1Codec codec;
    private Reading reading = Reading.IDLE;
    private Writing writing = Writing.NONE;
    private long remaining;
    private int chunkWindow;
    private int chunkGap;
    private boolean isLastChunkRead;
    private long lengthUnsent;
    private long chunkUnsent;
    private boolean isChunkOpen;
    private boolean isHeadBegun;
    private boolean isTunnel;
    private boolean isBodyMalformed;
    private boolean isOutputInvalid;

    /**
     * A mux without a channel yet.
     *
     * @param context  of the loop.
     * @param codecs   of the loop.
     * @param settings what the proxy's options say of HTTP/1.
     */
    Http1Mux(final LoopContext context, final Http1Codecs codecs, final Http1Settings settings)
    {
        super(context);
        this.codecs = codecs;
        this.settings = settings;
    }

    /** Follow other settings; between messages only. */
    final void settings(final Http1Settings value)
    {
        settings = value;
    }

    final Http1Settings settings()
    {
        return settings;
    }

    /** Codec of the message under way, borrowed when it begins. */
    final Http1Codec codec()
    {
        if (null == codec)
        {
            codec = codecs.take();
        }
        return codec;
    }

    /** The exchange is over: nothing refers to its messages any more. */
    final void releaseCodec()
    {
        pinInput(false);
        if (null != codec)
        {
            codecs.release(codec);
            codec = null;
        }
    }

    @Override
    protected void onClosed()
    {
        releaseCodec();
    }

    final Reading reading()
    {
        return reading;
    }

    final void reading(final Reading state)
    {
        reading = state;
        isTunnel |= Reading.TUNNEL == state;
    }

    final Writing writing()
    {
        return writing;
    }

    @Override
    public final boolean isHttp()
    {
        return !isTunnel;
    }

    @Override
    public final HttpMessage message()
    {
        return null == codec ? null : codec.message;
    }

    @Override
    public final boolean hasHead()
    {
        return Reading.IDLE != reading && Reading.HEAD != reading;
    }

    @Override
    public final void unpinHead()
    {
        if (Reading.IDLE != reading && Reading.HEAD != reading && !hasTrailerSlices())
        {
            pinInput(false);
        }
    }

    /** Whether trailers lie in the buffer, be they complete or not. */
    private boolean hasTrailerSlices()
    {
        return null != codec && (codec.message.hasTrailers() ||
            Reading.CHUNKED == reading && codec.chunks.isInTrailers());
    }

    // ---- input

    /**
     * Parse what has arrived of a head.
     *
     * @return offset one past the head, or a negative result of the parser.
     */
    final int parseHead()
    {
        final PooledBuffer in = in();
        final Http1Codec current = codec();
        if (!isHeadBegun)
        {
            isHeadBegun = true;
            if (in.head() > 0 && in.space() < in.capacity() / 2)
            {
                in.compact();
            }
            current.message.reset();
            current.parser.limit(settings.bufferLength(), settings.rewriteLength());
            current.parser.reset(in.head());
        }
        final int end = current.parser.parse(in.memory(), in.head(), in.tail(), current.message);
        if (Http1Parser.NEED_MORE == end && 0 == in.space())
        {
            return Http1Parser.MALFORMED;
        }
        return end;
    }

    /**
     * The head is complete: move over it, and open the body it announces.
     *
     * @param end   offset one past the head.
     * @param state LENGTH, CHUNKED, UNTIL_CLOSE, TUNNEL or ENDED.
     */
    final void openBody(final int end, final Reading state)
    {
        pinInput(true);
        in().skip(end - in().head());
        isHeadBegun = false;
        chunkWindow = 0;
        chunkGap = 0;
        isLastChunkRead = false;
        isBodyMalformed = false;
        remaining = 0;
        reading(state);
        if (Reading.LENGTH == state)
        {
            remaining = codec.message.contentLength();
            if (0 == remaining)
            {
                reading = Reading.ENDED;
            }
        }
        else if (Reading.CHUNKED == state)
        {
            codec.chunks.reset(settings.parserFlags(), settings.maxHeaders());
        }
        advance();
    }

    /** Look at what lies in the buffer now: open the next window, notice ends. */
    final void advance()
    {
        switch (reading)
        {
            case CHUNKED -> advanceChunks();
            case LENGTH ->
            {
                if (isPeerClosed() && 0 == buffered())
                {
                    reading = Reading.BROKEN;
                }
            }
            case UNTIL_CLOSE, TUNNEL ->
            {
                if (isPeerClosed() && 0 == buffered())
                {
                    reading = isReadFailed() ? Reading.BROKEN : Reading.ENDED;
                }
            }
            default ->
            {
                // nothing opens by itself in the other states
            }
        }
    }

    /**
     * Decode all chunks that arrived. Their data is joined in the buffer, so that it is one window whatever the chunks.
     * <pre>
     *  head            + chunkWindow      + chunkGap         tail
     *  | joined data   | framing, unused  | not decoded yet  |
     * </pre>
     */
    private void advanceChunks()
    {
        while (Reading.CHUNKED == reading && !isLastChunkRead && null != in() &&
            chunkWindow + chunkGap < in().length() && decodeChunk())
        {
            // one chunk after the other
        }
        if (Reading.CHUNKED == reading && 0 == chunkWindow)
        {
            if (isLastChunkRead)
            {
                reading = Reading.ENDED;
            }
            skipGap();
            if (Reading.CHUNKED == reading && isPeerClosed())
            {
                reading = Reading.BROKEN;
            }
        }
    }

    /** Decode up to the end of the next piece of data; false when that needs more bytes. */
    private boolean decodeChunk()
    {
        final PooledBuffer in = in();
        final ChunkDecoder chunks = codec.chunks;
        final HttpMessage message = codec.message;
        final int from = in.head() + chunkWindow + chunkGap;
        final int result = chunks.decode(in.memory(), from, in.tail(), message);
        if (ChunkDecoder.MALFORMED == result)
        {
            reading = Reading.BROKEN;
            isBodyMalformed = true;
            return false;
        }
        final int at = chunks.position();
        chunkGap += at - from;
        if (ChunkDecoder.DONE == result)
        {
            isLastChunkRead = true;
            if (message.hasTrailers())
            {
                pinInput(true);
            }
            return false;
        }
        if (ChunkDecoder.DATA == result)
        {
            final int length = (int)Math.min(chunks.remaining(), in.tail() - at);
            if (0 == chunkWindow)
            {
                skipGap();
            }
            else if (chunkGap > 0)
            {
                in.memory().putBytes(at - chunkGap, in.memory(), at, length);
            }
            chunkWindow += length;
            chunks.consumed(length);
            return true;
        }
        if (chunks.isInTrailers())
        {
            pinInput(true);
        }
        return false;
    }

    private void skipGap()
    {
        if (chunkGap > 0)
        {
            final int count = chunkGap;
            chunkGap = 0;
            consumeIn(count);
        }
    }

    @Override
    protected final void makeRoom()
    {
        if (Reading.CHUNKED == reading && chunkGap > 0 && !isLastChunkRead)
        {
            in().remove(in().head() + chunkWindow, chunkGap);
            chunkGap = 0;
        }
    }

    @Override
    public final boolean isInputMalformed()
    {
        return isBodyMalformed;
    }

    private int buffered()
    {
        return null == in() ? 0 : in().length();
    }

    @Override
    public final PooledBuffer input()
    {
        return in();
    }

    @Override
    public final int inputOffset()
    {
        return null == in() ? 0 : in().head();
    }

    @Override
    public final int inputLength()
    {
        return switch (reading)
        {
            case LENGTH -> (int)Math.min(remaining, buffered());
            case CHUNKED -> chunkWindow;
            case UNTIL_CLOSE, TUNNEL -> buffered();
            default -> 0;
        };
    }

    @Override
    public final long inputKnownToFollow()
    {
        return switch (reading)
        {
            case LENGTH -> remaining - Math.min(remaining, buffered());
            case CHUNKED -> codec.chunks.remaining();
            default -> 0;
        };
    }

    @Override
    public final void consumeInput(final int count)
    {
        switch (reading)
        {
            case LENGTH ->
            {
                remaining -= count;
                if (0 == remaining)
                {
                    reading = Reading.ENDED;
                }
                consumeIn(count);
            }
            case CHUNKED ->
            {
                chunkWindow -= count;
                consumeIn(count);
            }
            default -> consumeIn(count);
        }
        advance();
    }

    @Override
    public final boolean isInputEnded()
    {
        return Reading.ENDED == reading;
    }

    @Override
    public final boolean isBodyComplete()
    {
        return switch (reading)
        {
            case ENDED -> true;
            case LENGTH -> remaining <= buffered();
            case CHUNKED -> isLastChunkRead;
            default -> false;
        };
    }

    @Override
    public final boolean isInputOver()
    {
        return super.isInputOver() && !(chunkGap > 0 && !isLastChunkRead && !isPeerClosed());
    }

    @Override
    public final boolean isInputBroken()
    {
        return Reading.BROKEN == reading;
    }

    @Override
    public final void resumeInput()
    {
        wantRead(true);
    }

    /** Read on after a body began: once, as large as has proved useful. */
    final void fillBody()
    {
        final int count = fill();
        if (count > 0 && null != in() && 0 == in().space() && inputKnownToFollow() > 0)
        {
            bulk(true);
        }
        advance();
    }

    // ---- output

    /**
     * Encode a head behind the queued output.
     *
     * @param head    to send.
     * @param options of the encoder.
     * @return {@link #SENT}, {@link #BLOCKED}, {@link #TOO_BIG} or {@link #INVALID}.
     */
    final int encodeHead(final HttpMessage head, final int options)
    {
        final PooledBuffer out = outWithRoom(1);
        if (null == out)
        {
            return BLOCKED;
        }
        final int end = codec().encoder.encodeHead(head, out.memory(), out.tail(), out.capacity(), options);
        if (end < 0)
        {
            return Http1Encoder.INVALID == end ? INVALID : out.length() > 0 ? BLOCKED : TOO_BIG;
        }
        queued(end - out.tail());
        return SENT;
    }

    /** Options that hold for all that this side encodes. */
    final int encoderOptions()
    {
        return settings.encoderOptions();
    }

    /**
     * Begin the body of the message being sent.
     *
     * @param framing of the body.
     */
    final void writing(final Writing framing)
    {
        writing = framing;
        lengthUnsent = Writing.LENGTH == framing ? codec().encoder.contentLength() : 0;
        chunkUnsent = 0;
        isChunkOpen = false;
    }

    @Override
    public final int sendData(final PooledBuffer source, final int offset, final int length, final long following)
    {
        return switch (writing)
        {
            case CHUNKED -> sendChunk(source, offset, length, following);
            case LENGTH -> sendAnnounced(source, offset, length);
            case UNTIL_CLOSE -> sendThrough(source, offset, length);
            default -> length;
        };
    }

    /** Never more than the head announced, whatever rules made of it: the peer would take it for the next message. */
    private int sendAnnounced(final PooledBuffer source, final int offset, final int length)
    {
        if (length > lengthUnsent)
        {
            isOutputInvalid = true;
            breakOutput();
            return 0;
        }
        final int taken = sendThrough(source, offset, length);
        lengthUnsent -= taken;
        return taken;
    }

    @Override
    public final boolean isOutputInvalid()
    {
        return isOutputInvalid;
    }

    private int sendChunk(final PooledBuffer source, final int offset, final int length, final long following)
    {
        if (0 == chunkUnsent)
        {
            final PooledBuffer out = outWithRoom(CHUNK_FRAME_LENGTH);
            if (null == out)
            {
                return 0;
            }
            chunkUnsent = length + following;
            queued(frameChunk(out, chunkUnsent));
        }
        final int taken = sendThrough(source, offset, (int)Math.min(length, chunkUnsent));
        chunkUnsent -= taken;
        return taken;
    }

    /** A chunk whose data is out is ended now rather than when the next one begins. */
    @Override
    protected final void beforeFlush()
    {
        if (isChunkOpen && 0 == chunkUnsent && Writing.CHUNKED == writing)
        {
            final PooledBuffer out = outWithRoom(CRLF_LENGTH);
            if (null != out)
            {
                isChunkOpen = false;
                queued(Http1Encoder.chunkEnd(out.memory(), out.tail()) - out.tail());
            }
        }
    }

    private int frameChunk(final PooledBuffer out, final long length)
    {
        final int end = isChunkOpen ? Http1Encoder.chunkEnd(out.memory(), out.tail()) : out.tail();
        isChunkOpen = true;
        return Http1Encoder.chunkHeader(out.memory(), end, length) - out.tail();
    }

    @Override
    public final void sendEnd(final HttpMessage trailers)
    {
        switch (writing)
        {
            case CHUNKED -> sendLastChunk(settings.isTrailerDropped() ? null : trailers);
            case UNTIL_CLOSE -> closeOutput();
            case LENGTH ->
            {
                if (lengthUnsent > 0)
                {
                    isOutputInvalid = true;
                    breakOutput();
                }
            }
            default ->
            {
                // there was nothing to send
            }
        }
        writing = Writing.NONE;
        onOutputEnded();
    }

    /** The message being sent is complete. */
    void onOutputEnded()
    {
        // only the server side wants to know
    }

    private void sendLastChunk(final HttpMessage trailers)
    {
        final int room = CHUNK_FRAME_LENGTH + (null == trailers ? 0 : trailerLength(trailers));
        final PooledBuffer out = outWithRoom(room);
        if (null == out)
        {
            // without room for the end the message stays unfinished: the peer must see that
            abort();
            return;
        }
        int end = isChunkOpen ? Http1Encoder.chunkEnd(out.memory(), out.tail()) : out.tail();
        end = Http1Encoder.chunkHeader(out.memory(), end, 0);
        if (null != trailers)
        {
            end = codec().encoder.encodeTrailers(trailers, out.memory(), end, out.capacity(), encoderOptions());
        }
        else
        {
            end = Http1Encoder.chunkEnd(out.memory(), end);
        }
        queued(end - out.tail());
    }

    private static int trailerLength(final HttpMessage trailers)
    {
        int length = 0;
        for (int i = trailers.firstTrailer(); i >= 0; i = trailers.nextTrailer(i))
        {
            length += trailers.nameLength(i) + trailers.valueLength(i) + 2 * CRLF_LENGTH;
        }
        return length;
    }
}
