/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * One HTTP message's head and trailers as blocks that are slices of the bytes they arrived in, plus what its framing
 * means. Bodies are not here: they pass from buffer to buffer.
 * <p>
 * Bytes live in one of four stores: {@link #STORE_INPUT}, the buffer the head was parsed from, which must stay in place
 * until the message is reset; {@link #STORE_EDIT}, an append-only arena of this message that grows and is kept for the
 * next use; {@link #STORE_STATIC}, the shared constants of {@link HeaderId#names()}; {@link #STORE_TRAILER}, the buffer
 * trailers were parsed from. An edit appends to the arena and forgets the old slice.
 * <p>
 * A block is six ints in a side array:
 * <pre>
 *   0                              1         2         3         4          5
 *  | type | name store | val store | name off | name len | val off | val len | header id | flags |
 * </pre>
 * Owned by one stream side, confined to its loop, recycled with {@link #reset()}. Header names are always in lower
 * case. Methods that take an index expect one from {@code firstX}, {@code nextX} or {@code findX}.
 */
public final class HttpMessage
{
    /** The buffer given to {@link #input(UnsafeBuffer)}. */
    public static final int STORE_INPUT = 0;
    /** The message's own arena. */
    public static final int STORE_EDIT = 1;
    /** {@link HeaderId#names()}. */
    public static final int STORE_STATIC = 2;
    /** The buffer given to {@link #trailerInput(UnsafeBuffer)}. */
    public static final int STORE_TRAILER = 3;

    /** The head said {@code content-length} and it counts. */
    public static final int CONTENT_LENGTH = 1;
    /** The body is chunked. */
    public static final int CHUNKED = 1 << 1;
    /** Version is 1.1 or above. */
    public static final int VERSION_11 = 1 << 2;
    /** The head said {@code connection: close}, or must be treated as if it had. */
    public static final int CONNECTION_CLOSE = 1 << 3;
    /** The head said {@code connection: keep-alive}. */
    public static final int CONNECTION_KEEP_ALIVE = 1 << 4;
    /** The head said {@code connection: upgrade}, with an upgrade header. */
    public static final int CONNECTION_UPGRADE = 1 << 5;
    /** The end of the message can be told without a close. */
    public static final int LENGTH_KNOWN = 1 << 6;
    /** There was a {@code transfer-encoding}. */
    public static final int TRANSFER_ENCODING = 1 << 7;
    /** A non-empty {@code upgrade} header that names more than h2c. */
    public static final int UPGRADE_HEADER = 1 << 8;
    /** The upgrade is to websocket. */
    public static final int WEBSOCKET = 1 << 9;
    /** The version is not HTTP (only when violations are accepted). */
    public static final int NOT_HTTP = 1 << 10;
    /** The request target carries an authority. */
    public static final int HAS_AUTHORITY = 1 << 11;
    /** The request target carries a scheme. */
    public static final int HAS_SCHEME = 1 << 12;
    /** The scheme is https. */
    public static final int SCHEME_HTTPS = 1 << 13;
    /** A request whose response has no body (HEAD), or a response without one (to HEAD, 204, 304). */
    public static final int BODYLESS_RESPONSE = 1 << 14;
    /** The request expects {@code 100-continue}. */
    public static final int EXPECT_CONTINUE = 1 << 15;
    /** The message is a response. */
    public static final int RESPONSE = 1 << 16;
    /** Nothing follows the head: the message is complete with it. */
    public static final int COMPLETE = 1 << 17;
    /** A violation was accepted because the configuration says so. */
    public static final int VIOLATION = 1 << 18;
    /** The HTTP/2 connection preface {@code PRI * HTTP/2.0}. */
    public static final int H2_PREFACE = 1 << 19;
    /** The client takes us for a proxy, and {@code option http-use-proxy-header} says to act as one. */
    public static final int PROXIED = 1 << 20;

    /** On the wire the header is exactly {@code name: value CR LF}, both slices in the same store. */
    public static final int BLOCK_CANONICAL = 1;

    private static final int REMOVED = 0;
    private static final int HEADER = 1;
    private static final int TRAILER = 2;

    private static final int BLOCK_INTS = 6;
    private static final int COUNTED_OVERHEAD = 21;
    private static final int RECORD_LENGTH = 8;
    private static final int FIXED_RECORDS = 2;
    private static final int INITIAL_BLOCKS = 32;
    private static final int INITIAL_ARENA_LENGTH = 512;
    private static final int PRESENCE_IDS = 63;
    private static final int BLOCK_FLAGS_SHIFT = 16;

    private static final UnsafeBuffer NONE = new UnsafeBuffer(new byte[0]);

    private final UnsafeBuffer arena = new UnsafeBuffer(NONE);
    private UnsafeBuffer input = NONE;
    private UnsafeBuffer trailerInput = NONE;
    private byte[] arenaBytes = {};
    private int arenaLength;

    private int[] blocks = new int[INITIAL_BLOCKS * BLOCK_INTS];
    private int blockEnd;
    private int trailerCount;
    private long presentIds;

    private int flags;
    private long contentLength;
    private int headEnd;
    private Method method = Method.OTHER;
    private int status;

    private int methodStore;
    private int methodOffset;
    private int methodLength;
    private int targetStore;
    private int targetOffset;
    private int targetLength;
    private int versionStore;
    private int versionOffset;
    private int versionLength;
    private int statusLength;
    private int reasonStore;
    private int reasonOffset;
    private int reasonLength;

    private boolean isPlainStartLine;
    private boolean isTargetSplit;
    private int schemeLength;
    private int authorityOffset;
    private int authorityLength;
    private int pathOffset;
    private int pathLength;
    private int queryOffset;
    private int queryLength;

    /**
     * Forget everything; the arena and the block array keep their room.
     *
     * @return this.
     */
    public HttpMessage reset()
    {
        input = NONE;
        trailerInput = NONE;
        arenaLength = 0;
        blockEnd = 0;
        trailerCount = 0;
        presentIds = 0;
        flags = 0;
        contentLength = -1;
        headEnd = 0;
        method = Method.OTHER;
        status = 0;
        methodLength = 0;
        targetLength = 0;
        versionLength = 0;
        reasonLength = 0;
        isPlainStartLine = false;
        isTargetSplit = false;
        return this;
    }

    /**
     * Set the buffer that {@link #STORE_INPUT} slices point into, by absolute offset.
     *
     * @param in buffer, lent until {@link #reset()}; its bytes must not move.
     * @return this.
     */
    public HttpMessage input(final UnsafeBuffer in)
    {
        input = in;
        return this;
    }

    /**
     * Buffer that {@link #STORE_INPUT} slices point into.
     *
     * @return the buffer last given.
     */
    public UnsafeBuffer input()
    {
        return input;
    }

    /**
     * Set the buffer that trailers were parsed from.
     *
     * @param in buffer, lent until {@link #reset()} or {@link #clearTrailers()}.
     */
    public void trailerInput(final UnsafeBuffer in)
    {
        trailerInput = in;
    }

    /**
     * Become a copy of another message, trailers aside. Slices of its input stay where they are, so that buffer must
     * outlive this message's use; what it edited is copied.
     *
     * @param other message, which may be shared as long as nobody changes it.
     * @return this.
     */
    public HttpMessage copy(final HttpMessage other)
    {
        reset();
        input = other.input;
        append(other.arenaBytes, 0, other.arenaLength);
        if (blocks.length < other.blockEnd)
        {
            blocks = new int[other.blocks.length];
        }
        System.arraycopy(other.blocks, 0, blocks, 0, other.blockEnd);
        blockEnd = other.blockEnd;
        presentIds = other.presentIds;
        flags = other.flags;
        contentLength = other.contentLength;
        headEnd = other.headEnd;
        method = other.method;
        status = other.status;
        statusLength = other.statusLength;
        methodStore = other.methodStore;
        methodOffset = other.methodOffset;
        methodLength = other.methodLength;
        targetStore = other.targetStore;
        targetOffset = other.targetOffset;
        targetLength = other.targetLength;
        versionStore = other.versionStore;
        versionOffset = other.versionOffset;
        versionLength = other.versionLength;
        reasonStore = other.reasonStore;
        reasonOffset = other.reasonOffset;
        reasonLength = other.reasonLength;
        isPlainStartLine = other.isPlainStartLine;
        trailerCount = other.trailerCount;
        clearTrailers();
        return this;
    }

    // ------------------------------------------------------------------------------------------------------ start line

    /**
     * Whether this is a request.
     *
     * @return false for a response.
     */
    public boolean isRequest()
    {
        return 0 == (flags & RESPONSE);
    }

    /**
     * Method of a request.
     *
     * @return {@link Method#OTHER} for one that has no constant.
     */
    public Method method()
    {
        return method;
    }

    /**
     * Buffer that holds the method.
     *
     * @return the store's buffer.
     */
    public UnsafeBuffer methodBuffer()
    {
        return store(methodStore);
    }

    /**
     * Where the method begins.
     *
     * @return offset in {@link #methodBuffer()}.
     */
    public int methodOffset()
    {
        return methodOffset;
    }

    /**
     * Length of the method.
     *
     * @return bytes.
     */
    public int methodLength()
    {
        return methodLength;
    }

    /**
     * Buffer that holds the request target and its parts.
     *
     * @return the store's buffer.
     */
    public UnsafeBuffer targetBuffer()
    {
        return store(targetStore);
    }

    /**
     * Where the request target begins, as received or last set.
     *
     * @return offset in {@link #targetBuffer()}.
     */
    public int targetOffset()
    {
        return targetOffset;
    }

    /**
     * Length of the request target.
     *
     * @return bytes.
     */
    public int targetLength()
    {
        return targetLength;
    }

    /**
     * Length of the scheme with its {@code ://}, which begins the target.
     *
     * @return bytes, 0 when there is none.
     */
    public int schemeLength()
    {
        splitTarget();
        return schemeLength;
    }

    /**
     * Where the authority of an absolute or authority-form target begins, after any user information.
     *
     * @return offset in {@link #targetBuffer()}.
     */
    public int authorityOffset()
    {
        splitTarget();
        return authorityOffset;
    }

    /**
     * Length of the authority.
     *
     * @return bytes, 0 when there is none.
     */
    public int authorityLength()
    {
        splitTarget();
        return authorityLength;
    }

    /**
     * Where the path begins: the first slash after the authority.
     *
     * @return offset in {@link #targetBuffer()}.
     */
    public int pathOffset()
    {
        splitTarget();
        return pathOffset;
    }

    /**
     * Length of the path without the query string.
     *
     * @return bytes, 0 when there is no path ({@code *}, authority form).
     */
    public int pathLength()
    {
        splitTarget();
        return pathLength;
    }

    /**
     * Where the query string begins, after the question mark.
     *
     * @return offset in {@link #targetBuffer()}.
     */
    public int queryOffset()
    {
        splitTarget();
        return queryOffset;
    }

    /**
     * Length of the query string.
     *
     * @return bytes, -1 when there is no question mark.
     */
    public int queryLength()
    {
        splitTarget();
        return queryLength;
    }

    /**
     * Status code of a response.
     *
     * @return normally 100 to 999.
     */
    public int status()
    {
        return status;
    }

    /**
     * Digits of the status as received, zeros before it included.
     *
     * @return digits, normally 3.
     */
    public int statusLength()
    {
        return statusLength;
    }

    /**
     * Buffer that holds the reason phrase.
     *
     * @return the store's buffer.
     */
    public UnsafeBuffer reasonBuffer()
    {
        return store(reasonStore);
    }

    /**
     * Where the reason phrase begins.
     *
     * @return offset in {@link #reasonBuffer()}.
     */
    public int reasonOffset()
    {
        return reasonOffset;
    }

    /**
     * Length of the reason phrase.
     *
     * @return bytes, 0 when there is none.
     */
    public int reasonLength()
    {
        return reasonLength;
    }

    /**
     * Version as a number.
     *
     * @return 11 for 1.1 and above, else 10.
     */
    public int version()
    {
        return 0 == (flags & VERSION_11) ? 10 : 11;
    }

    /**
     * Buffer that holds the version as received, {@code HTTP/1.0}.
     *
     * @return the store's buffer.
     */
    public UnsafeBuffer versionBuffer()
    {
        return store(versionStore);
    }

    /**
     * Where the version begins.
     *
     * @return offset in {@link #versionBuffer()}.
     */
    public int versionOffset()
    {
        return versionOffset;
    }

    /**
     * Length of the version.
     *
     * @return bytes, 0 when none was given.
     */
    public int versionLength()
    {
        return versionLength;
    }

    /**
     * Offset one past the head in the input buffer.
     *
     * @return offset, 0 when the head was not parsed from bytes.
     */
    public int headEnd()
    {
        return headEnd;
    }

    // ------------------------------------------------------------------------------------------------------ framing

    /**
     * All framing flags.
     *
     * @return a sum of this class's flag constants.
     */
    public int flags()
    {
        return flags;
    }

    /**
     * Whether any of some flags is set.
     *
     * @param mask flag constants.
     * @return true when one of them is.
     */
    public boolean has(final int mask)
    {
        return 0 != (flags & mask);
    }

    /**
     * Set flags.
     *
     * @param mask to add.
     */
    public void addFlags(final int mask)
    {
        flags |= mask;
    }

    /**
     * Clear flags.
     *
     * @param mask to remove.
     */
    public void removeFlags(final int mask)
    {
        flags &= ~mask;
    }

    /**
     * Length of the body where the head tells it.
     *
     * @return bytes, -1 when it does not.
     */
    public long contentLength()
    {
        return contentLength;
    }

    /**
     * Frame the body by length.
     *
     * @param length in bytes, or -1 for not at all.
     */
    public void contentLength(final long length)
    {
        contentLength = length;
        flags = length < 0 ? flags & ~CONTENT_LENGTH : flags | CONTENT_LENGTH;
    }

    /**
     * Whether the body is chunked.
     *
     * @return true if so.
     */
    public boolean isChunked()
    {
        return 0 != (flags & CHUNKED);
    }

    /**
     * Whether the end of the message can be told without waiting for a close.
     *
     * @return false only for a response that ends with its connection.
     */
    public boolean isLengthKnown()
    {
        return 0 != (flags & LENGTH_KNOWN);
    }

    /**
     * Whether bytes of a body follow the head.
     *
     * @return false when the message is complete with its head.
     */
    public boolean hasBody()
    {
        return 0 == (flags & COMPLETE);
    }

    /**
     * Whether the request waits for {@code 100 Continue}.
     *
     * @return true for {@code expect: 100-continue} on HTTP/1.1.
     */
    public boolean expectsContinue()
    {
        return 0 != (flags & EXPECT_CONTINUE);
    }

    /**
     * Whether the sender said it closes.
     *
     * @return true for {@code connection: close} and for framing that forces it.
     */
    public boolean connectionClose()
    {
        return 0 != (flags & CONNECTION_CLOSE);
    }

    /**
     * Whether the sender lets the connection live on: 1.1 without close, or 1.0 with keep-alive.
     *
     * @return true if so.
     */
    public boolean keepAlive()
    {
        return 0 == (flags & CONNECTION_CLOSE) && 0 != (flags & (VERSION_11 | CONNECTION_KEEP_ALIVE));
    }

    /**
     * Whether the message asks for, or grants, a change of protocol.
     *
     * @return true with {@code connection: upgrade} and an upgrade header; find the token by {@link HeaderId#UPGRADE}.
     */
    public boolean isUpgrade()
    {
        return (CONNECTION_UPGRADE | UPGRADE_HEADER) == (flags & (CONNECTION_UPGRADE | UPGRADE_HEADER));
    }

    // ------------------------------------------------------------------------------------------------------ headers

    /**
     * Number of blocks so far: one past the highest index.
     *
     * @return count, removed headers and trailers included.
     */
    public int headerCount()
    {
        return blockEnd / BLOCK_INTS;
    }

    /**
     * Size of the head as HAProxy counts it in logs and statistics: the parts of the start line and a fixed record for
     * it, names and values of headers, one byte for the end. What lies between them on the wire is not counted.
     *
     * @return bytes.
     */
    public int countedLength()
    {
        int length = COUNTED_OVERHEAD + versionLength + (0 == methodLength ? statusLength + reasonLength :
            methodLength + targetLength);
        for (int at = 0; at < blockEnd; at += BLOCK_INTS)
        {
            if (HEADER == (blocks[at] & 0xFF))
            {
                length += blocks[at + 2] + blocks[at + 4];
            }
        }
        return length;
    }

    /**
     * Room that HAProxy needs to keep the head: what {@link #countedLength()} says, and a record for each block, be
     * it removed or not.
     *
     * @return bytes.
     */
    public int storedLength()
    {
        return countedLength() + (headerCount() + FIXED_RECORDS) * RECORD_LENGTH;
    }

    /**
     * Size of the trailers, counted as the head is.
     *
     * @return bytes; 0 for a message that is not chunked.
     */
    public int countedTrailerLength()
    {
        int length = isChunked() ? 1 : 0;
        for (int i = firstTrailer(); i >= 0; i = nextTrailer(i))
        {
            length += nameLength(i) + valueLength(i);
        }
        return length;
    }

    /**
     * First header.
     *
     * @return its index, -1 when there is none.
     */
    public int firstHeader()
    {
        return next(-1, HEADER);
    }

    /**
     * Header after another.
     *
     * @param index of a header.
     * @return index of the next one that is not removed, -1 at the end.
     */
    public int nextHeader(final int index)
    {
        return next(index, HEADER);
    }

    /**
     * First trailer.
     *
     * @return its index, -1 when there is none.
     */
    public int firstTrailer()
    {
        return 0 == trailerCount ? -1 : next(-1, TRAILER);
    }

    /**
     * Trailer after another.
     *
     * @param index of a trailer.
     * @return index of the next one, -1 at the end.
     */
    public int nextTrailer(final int index)
    {
        return next(index, TRAILER);
    }

    /**
     * Whether there are trailers.
     *
     * @return true if so.
     */
    public boolean hasTrailers()
    {
        return 0 < trailerCount;
    }

    /**
     * Id of a header.
     *
     * @param index of the header.
     * @return a {@link HeaderId}, 0 when unknown.
     */
    public int headerId(final int index)
    {
        return blocks[index * BLOCK_INTS + 5] & 0xFFFF;
    }

    /**
     * Flags of a block.
     *
     * @param index of the header or trailer.
     * @return {@link #BLOCK_CANONICAL} or 0.
     */
    public int blockFlags(final int index)
    {
        return blocks[index * BLOCK_INTS + 5] >>> BLOCK_FLAGS_SHIFT;
    }

    /**
     * Buffer that holds a name.
     *
     * @param index of the header or trailer.
     * @return the store's buffer.
     */
    public UnsafeBuffer nameBuffer(final int index)
    {
        return store(blocks[index * BLOCK_INTS] >>> 8 & 0xFF);
    }

    /**
     * Where a name begins.
     *
     * @param index of the header or trailer.
     * @return offset in {@link #nameBuffer(int)}.
     */
    public int nameOffset(final int index)
    {
        return blocks[index * BLOCK_INTS + 1];
    }

    /**
     * Length of a name.
     *
     * @param index of the header or trailer.
     * @return bytes.
     */
    public int nameLength(final int index)
    {
        return blocks[index * BLOCK_INTS + 2];
    }

    /**
     * Buffer that holds a value.
     *
     * @param index of the header or trailer.
     * @return the store's buffer.
     */
    public UnsafeBuffer valueBuffer(final int index)
    {
        return store(blocks[index * BLOCK_INTS] >>> 16 & 0xFF);
    }

    /**
     * Where a value begins.
     *
     * @param index of the header or trailer.
     * @return offset in {@link #valueBuffer(int)}.
     */
    public int valueOffset(final int index)
    {
        return blocks[index * BLOCK_INTS + 3];
    }

    /**
     * Length of a value.
     *
     * @param index of the header or trailer.
     * @return bytes, without blanks around it.
     */
    public int valueLength(final int index)
    {
        return blocks[index * BLOCK_INTS + 4];
    }

    /**
     * Find a header by id.
     *
     * @param headerId a {@link HeaderId} above 0.
     * @param after    index to begin after, -1 for the first.
     * @return index of the next header of that name, -1 when there is none.
     */
    public int findHeader(final int headerId, final int after)
    {
        if (headerId <= PRESENCE_IDS && 0 == (presentIds & 1L << headerId))
        {
            return -1;
        }
        final int[] b = blocks;
        for (int i = (after + 1) * BLOCK_INTS, end = blockEnd; i < end; i += BLOCK_INTS)
        {
            if (HEADER == (b[i] & 0xFF) && headerId == (b[i + 5] & 0xFFFF))
            {
                return i / BLOCK_INTS;
            }
        }
        return -1;
    }

    /**
     * Find a header by name.
     *
     * @param lowerName in lower case.
     * @param after     index to begin after, -1 for the first.
     * @return index of the next header of that name, -1 when there is none.
     */
    public int findHeader(final byte[] lowerName, final int after)
    {
        final int id = HeaderId.of(lowerName);
        if (HeaderId.UNKNOWN != id)
        {
            return findHeader(id, after);
        }
        return find(lowerName, after, HEADER);
    }

    /**
     * Find a trailer by name.
     *
     * @param lowerName in lower case.
     * @param after     index to begin after, -1 for the first.
     * @return index of the next trailer of that name, -1 when there is none.
     */
    public int findTrailer(final byte[] lowerName, final int after)
    {
        return find(lowerName, after, TRAILER);
    }

    /**
     * Whether a header with this id may be present; exact unless one was removed.
     *
     * @param headerId 1 to 63.
     * @return false only when there is none.
     */
    public boolean mayHave(final int headerId)
    {
        return 0 != (presentIds & 1L << headerId);
    }

    /**
     * Whether a header with one of these ids may be present.
     *
     * @param mask of bits {@code 1L << id} for ids 1 to 63.
     * @return false only when there is none.
     */
    public boolean mayHaveAny(final long mask)
    {
        return 0 != (presentIds & mask);
    }

    /**
     * Remove a header or trailer.
     *
     * @param index of it; other indexes stay as they are.
     */
    public void removeHeader(final int index)
    {
        final int i = index * BLOCK_INTS;
        if (TRAILER == (blocks[i] & 0xFF))
        {
            trailerCount--;
        }
        blocks[i] = blocks[i] & ~0xFF | REMOVED;
    }

    /**
     * Remove every header with an id.
     *
     * @param headerId a {@link HeaderId} above 0.
     * @return how many there were.
     */
    public int removeHeaders(final int headerId)
    {
        int count = 0;
        for (int i = findHeader(headerId, -1); i >= 0; i = findHeader(headerId, i))
        {
            removeHeader(i);
            count++;
        }
        return count;
    }

    /**
     * Remove every header with a name.
     *
     * @param lowerName in lower case.
     * @return how many there were.
     */
    public int removeHeaders(final byte[] lowerName)
    {
        int count = 0;
        for (int i = findHeader(lowerName, -1); i >= 0; i = findHeader(lowerName, i))
        {
            removeHeader(i);
            count++;
        }
        return count;
    }

    /**
     * Append a header.
     *
     * @param headerId a {@link HeaderId} above 0.
     * @param value    copied.
     */
    public void addHeader(final int headerId, final byte[] value)
    {
        addKnown(headerId, append(value, 0, value.length), value.length);
    }

    /**
     * Append a header.
     *
     * @param headerId a {@link HeaderId} above 0.
     * @param value    buffer that holds the value; copied from it.
     * @param offset   of the value.
     * @param length   of the value in bytes.
     */
    public void addHeader(final int headerId, final DirectBuffer value, final int offset, final int length)
    {
        addKnown(headerId, append(value, offset, length), length);
    }

    /**
     * Append a header.
     *
     * @param lowerName in lower case, copied unless it is a known one.
     * @param value     copied.
     */
    public void addHeader(final byte[] lowerName, final byte[] value)
    {
        final int id = HeaderId.of(lowerName);
        if (HeaderId.UNKNOWN != id)
        {
            addHeader(id, value);
            return;
        }
        final int nameOffset = append(lowerName, 0, lowerName.length);
        final int valueOffset = append(value, 0, value.length);
        block(HEADER, STORE_EDIT, nameOffset, lowerName.length, STORE_EDIT, valueOffset, value.length, id, 0);
    }

    /**
     * Append a header.
     *
     * @param lowerName in lower case, copied unless it is a known one.
     * @param value     buffer that holds the value; copied from it.
     * @param offset    of the value.
     * @param length    of the value in bytes.
     */
    public void addHeader(final byte[] lowerName, final DirectBuffer value, final int offset, final int length)
    {
        final int id = HeaderId.of(lowerName);
        if (HeaderId.UNKNOWN != id)
        {
            addHeader(id, value, offset, length);
            return;
        }
        final int nameOffset = append(lowerName, 0, lowerName.length);
        final int valueOffset = append(value, offset, length);
        block(HEADER, STORE_EDIT, nameOffset, lowerName.length, STORE_EDIT, valueOffset, length, id, 0);
    }

    /**
     * Remove all headers of a name and append one.
     *
     * @param headerId a {@link HeaderId} above 0.
     * @param value    copied.
     */
    public void setHeader(final int headerId, final byte[] value)
    {
        removeHeaders(headerId);
        addHeader(headerId, value);
    }

    /**
     * Remove all headers of a name and append one.
     *
     * @param headerId a {@link HeaderId} above 0.
     * @param value    buffer that holds the value; copied from it.
     * @param offset   of the value.
     * @param length   of the value in bytes.
     */
    public void setHeader(final int headerId, final DirectBuffer value, final int offset, final int length)
    {
        removeHeaders(headerId);
        addHeader(headerId, value, offset, length);
    }

    /**
     * Remove all headers of a name and append one.
     *
     * @param lowerName in lower case.
     * @param value     copied.
     */
    public void setHeader(final byte[] lowerName, final byte[] value)
    {
        removeHeaders(lowerName);
        addHeader(lowerName, value);
    }

    /**
     * Remove all headers of a name and append one.
     *
     * @param lowerName in lower case.
     * @param value     buffer that holds the value; copied from it.
     * @param offset    of the value.
     * @param length    of the value in bytes.
     */
    public void setHeader(final byte[] lowerName, final DirectBuffer value, final int offset, final int length)
    {
        removeHeaders(lowerName);
        addHeader(lowerName, value, offset, length);
    }

    /**
     * Replace a value in place, keeping the header's position.
     *
     * @param index of the header or trailer.
     * @param value copied.
     */
    public void replaceValue(final int index, final byte[] value)
    {
        value(index, STORE_EDIT, append(value, 0, value.length), value.length);
    }

    /**
     * Replace a value in place, keeping the header's position.
     *
     * @param index  of the header or trailer.
     * @param value  buffer that holds the value, possibly this message's own; copied from it.
     * @param offset of the value.
     * @param length of the value in bytes.
     */
    public void replaceValue(final int index, final DirectBuffer value, final int offset, final int length)
    {
        value(index, STORE_EDIT, append(value, offset, length), length);
    }

    /**
     * Shorten a value to a part of itself; no byte is copied.
     *
     * @param index  of the header or trailer.
     * @param offset of the part, in the same store as the value.
     * @param length of the part in bytes.
     */
    public void sliceValue(final int index, final int offset, final int length)
    {
        value(index, blocks[index * BLOCK_INTS] >>> 16 & 0xFF, offset, length);
    }

    /**
     * Replace a header's name, keeping its position and value.
     *
     * @param index     of the header or trailer.
     * @param lowerName in lower case; copied unless it is a known one.
     */
    public void replaceName(final int index, final byte[] lowerName)
    {
        final int id = HeaderId.of(lowerName);
        final int store = HeaderId.UNKNOWN == id ? STORE_EDIT : STORE_STATIC;
        final int offset = HeaderId.UNKNOWN == id ? append(lowerName, 0, lowerName.length) : HeaderId.nameOffset(id);
        final int i = index * BLOCK_INTS;
        blocks[i] = blocks[i] & ~0xFF00 | store << 8;
        blocks[i + 1] = offset;
        blocks[i + 2] = lowerName.length;
        blocks[i + 5] = id;
        note(id);
    }

    /**
     * Append a trailer.
     *
     * @param lowerName in lower case, copied.
     * @param value     copied.
     */
    public void addTrailer(final byte[] lowerName, final byte[] value)
    {
        final int nameOffset = append(lowerName, 0, lowerName.length);
        final int valueOffset = append(value, 0, value.length);
        block(TRAILER, STORE_EDIT, nameOffset, lowerName.length, STORE_EDIT, valueOffset, value.length,
            HeaderId.of(lowerName), 0);
    }

    /** Forget the trailers. */
    public void clearTrailers()
    {
        for (int i = firstTrailer(); i >= 0; i = nextTrailer(i))
        {
            removeHeader(i);
        }
        trailerInput = NONE;
    }

    /**
     * Make this a request and set its method.
     *
     * @param name of the method, copied.
     */
    public void setMethod(final byte[] name)
    {
        isPlainStartLine = false;
        methodOffset = append(name, 0, name.length);
        methodLength = name.length;
        methodStore = STORE_EDIT;
        method = Method.of(arena, methodOffset, methodLength);
    }

    /**
     * Set the method.
     *
     * @param name   buffer that holds it; copied from it.
     * @param offset of the name.
     * @param length of the name in bytes.
     */
    public void setMethod(final DirectBuffer name, final int offset, final int length)
    {
        isPlainStartLine = false;
        methodOffset = append(name, offset, length);
        methodLength = length;
        methodStore = STORE_EDIT;
        method = Method.of(arena, methodOffset, methodLength);
    }

    /**
     * Set the request target.
     *
     * @param target copied.
     */
    public void setTarget(final byte[] target)
    {
        isPlainStartLine = false;
        targetOffset = append(target, 0, target.length);
        targetLength = target.length;
        targetStore = STORE_EDIT;
        isTargetSplit = false;
    }

    /**
     * Set the request target.
     *
     * @param target buffer that holds it, possibly this message's own; copied from it.
     * @param offset of the target.
     * @param length of the target in bytes.
     */
    public void setTarget(final DirectBuffer target, final int offset, final int length)
    {
        isPlainStartLine = false;
        targetOffset = append(target, offset, length);
        targetLength = length;
        targetStore = STORE_EDIT;
        isTargetSplit = false;
    }

    /**
     * Set the status.
     *
     * @param code   100 to 999.
     * @param reason copied; null for the usual one of that status.
     */
    public void setStatus(final int code, final byte[] reason)
    {
        isPlainStartLine = false;
        final byte[] phrase = null == reason ? StatusReasons.reason(code) : reason;
        status = code;
        statusLength = 3;
        reasonOffset = append(phrase, 0, phrase.length);
        reasonLength = phrase.length;
        reasonStore = STORE_EDIT;
    }

    /**
     * Say whether the message is of version 1.1 or 1.0.
     *
     * @param version 10 or 11.
     */
    public void version(final int version)
    {
        isPlainStartLine = false;
        flags = version >= 11 ? flags | VERSION_11 : flags & ~VERSION_11;
        versionLength = 0;
    }

    /**
     * Append bytes to the arena for later use as a slice of {@link #STORE_EDIT}.
     *
     * @param source buffer, possibly this message's arena.
     * @param offset of the bytes.
     * @param length in bytes.
     * @return offset in {@link #editBuffer()}.
     */
    public int append(final DirectBuffer source, final int offset, final int length)
    {
        final int at = reserve(length);
        arena.putBytes(at, source, offset, length);
        return at;
    }

    /**
     * Append bytes to the arena for later use as a slice of {@link #STORE_EDIT}.
     *
     * @param source bytes.
     * @param offset of the first.
     * @param length in bytes.
     * @return offset in {@link #editBuffer()}.
     */
    public int append(final byte[] source, final int offset, final int length)
    {
        final int at = reserve(length);
        arena.putBytes(at, source, offset, length);
        return at;
    }

    /**
     * Make room in the arena, to be filled by the caller.
     *
     * @param length in bytes.
     * @return offset in {@link #editBuffer()}.
     */
    public int reserve(final int length)
    {
        final int at = arenaLength;
        if (at + length > arenaBytes.length)
        {
            grow(at + length);
        }
        arenaLength = at + length;
        return at;
    }

    /**
     * The arena: what {@link #STORE_EDIT} slices point into.
     *
     * @return the same object for the life of the message.
     */
    public UnsafeBuffer editBuffer()
    {
        return arena;
    }

    /**
     * Bytes appended since {@link #reset()}.
     *
     * @return bytes.
     */
    public int editLength()
    {
        return arenaLength;
    }

    // ----------------------------------------------------------------------------------------------------- for parsers

    /**
     * Begin a message that is parsed from a buffer.
     *
     * @param in        buffer, lent until {@link #reset()}.
     * @param isRequest false for a response.
     */
    public void begin(final UnsafeBuffer in, final boolean isRequest)
    {
        reset();
        input = in;
        flags = isRequest ? 0 : RESPONSE;
    }

    /**
     * Request line as slices of the input.
     *
     * @param methodAt     offset of the method.
     * @param methodBytes  its length.
     * @param targetAt     offset of the target.
     * @param targetBytes  its length.
     * @param versionAt    offset of the version.
     * @param versionBytes its length.
     */
    public void requestLine(
        final int methodAt,
        final int methodBytes,
        final int targetAt,
        final int targetBytes,
        final int versionAt,
        final int versionBytes)
    {
        methodStore = STORE_INPUT;
        methodOffset = methodAt;
        methodLength = methodBytes;
        method = Method.of(input, methodAt, methodBytes);
        targetStore = STORE_INPUT;
        targetOffset = targetAt;
        targetLength = targetBytes;
        isTargetSplit = false;
        versionStore = STORE_INPUT;
        versionOffset = versionAt;
        versionLength = versionBytes;
    }

    /**
     * Status line as slices of the input.
     *
     * @param versionAt    offset of the version.
     * @param versionBytes its length.
     * @param code         status.
     * @param codeBytes    number of its digits.
     * @param reasonAt     offset of the reason phrase.
     * @param reasonBytes  its length.
     */
    public void statusLine(
        final int versionAt,
        final int versionBytes,
        final int code,
        final int codeBytes,
        final int reasonAt,
        final int reasonBytes)
    {
        versionStore = STORE_INPUT;
        versionOffset = versionAt;
        versionLength = versionBytes;
        status = code;
        statusLength = codeBytes;
        reasonStore = STORE_INPUT;
        reasonOffset = reasonAt;
        reasonLength = reasonBytes;
    }

    /**
     * Append a header whose name and value are slices of the input.
     *
     * @param nameAt     offset of the name, already in lower case.
     * @param nameBytes  its length.
     * @param valueAt    offset of the value.
     * @param valueBytes its length.
     * @param headerId   its id, 0 when unknown.
     * @param blockFlags {@link #BLOCK_CANONICAL} or 0.
     */
    public void inputHeader(
        final int nameAt,
        final int nameBytes,
        final int valueAt,
        final int valueBytes,
        final int headerId,
        final int blockFlags)
    {
        block(HEADER, STORE_INPUT, nameAt, nameBytes, STORE_INPUT, valueAt, valueBytes, headerId, blockFlags);
    }

    /**
     * Append a trailer whose name and value are slices of the trailer input.
     *
     * @param nameAt     offset of the name, already in lower case.
     * @param nameBytes  its length.
     * @param valueAt    offset of the value.
     * @param valueBytes its length.
     * @param headerId   its id, 0 when unknown.
     * @param blockFlags {@link #BLOCK_CANONICAL} or 0.
     */
    public void inputTrailer(
        final int nameAt,
        final int nameBytes,
        final int valueAt,
        final int valueBytes,
        final int headerId,
        final int blockFlags)
    {
        block(TRAILER, STORE_TRAILER, nameAt, nameBytes, STORE_TRAILER, valueAt, valueBytes, headerId, blockFlags);
    }

    /**
     * Note that the start line is on the wire as it would be written: single spaces, HTTP/1.1, CR and LF.
     */
    public void plainStartLine()
    {
        isPlainStartLine = true;
    }

    /**
     * Whether the start line can be copied as it is from the input, where it ends in {@code HTTP/1.1 CR LF} or reason
     * CR LF.
     *
     * @return false when it arrived in another form or was changed.
     */
    public boolean isPlainStartLine()
    {
        return isPlainStartLine;
    }

    /**
     * Point the target to bytes already in the arena.
     *
     * @param offset in {@link #editBuffer()}.
     * @param length in bytes.
     */
    public void editedTarget(final int offset, final int length)
    {
        isPlainStartLine = false;
        targetStore = STORE_EDIT;
        targetOffset = offset;
        targetLength = length;
        isTargetSplit = false;
    }

    /**
     * Note where the head ends.
     *
     * @param offset one past it in the input.
     */
    public void headEnd(final int offset)
    {
        headEnd = offset;
    }

    // ------------------------------------------------------------------------------------------------------ inside

    private UnsafeBuffer store(final int store)
    {
        return switch (store)
        {
            case STORE_INPUT -> input;
            case STORE_EDIT -> arena;
            case STORE_STATIC -> HeaderId.names();
            default -> trailerInput;
        };
    }

    private int next(final int index, final int type)
    {
        final int[] b = blocks;
        for (int i = (index + 1) * BLOCK_INTS, end = blockEnd; i < end; i += BLOCK_INTS)
        {
            if (type == (b[i] & 0xFF))
            {
                return i / BLOCK_INTS;
            }
        }
        return -1;
    }

    private int find(final byte[] lowerName, final int after, final int type)
    {
        for (int i = next(after, type); i >= 0; i = next(i, type))
        {
            if (nameLength(i) == lowerName.length && isEqual(nameBuffer(i), nameOffset(i), lowerName))
            {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEqual(final UnsafeBuffer buffer, final int offset, final byte[] bytes)
    {
        for (int i = 0; i < bytes.length; i++)
        {
            if (bytes[i] != buffer.getByte(offset + i))
            {
                return false;
            }
        }
        return true;
    }

    private void addKnown(final int id, final int valueOffset, final int valueLength)
    {
        block(HEADER, STORE_STATIC, HeaderId.nameOffset(id), HeaderId.name(id).length, STORE_EDIT, valueOffset,
            valueLength, id, 0);
    }

    private void value(final int index, final int store, final int offset, final int length)
    {
        final int i = index * BLOCK_INTS;
        blocks[i] = blocks[i] & ~0xFF0000 | store << 16;
        blocks[i + 3] = offset;
        blocks[i + 4] = length;
        blocks[i + 5] &= 0xFFFF;
    }

    private void block(
        final int type,
        final int nameStore,
        final int nameOffset,
        final int nameLength,
        final int valueStore,
        final int valueOffset,
        final int valueLength,
        final int id,
        final int blockFlags)
    {
        final int i = blockEnd;
        if (i == blocks.length)
        {
            blocks = Arrays.copyOf(blocks, i << 1);
        }
        final int[] b = blocks;
        b[i] = type | nameStore << 8 | valueStore << 16;
        b[i + 1] = nameOffset;
        b[i + 2] = nameLength;
        b[i + 3] = valueOffset;
        b[i + 4] = valueLength;
        b[i + 5] = id | blockFlags << BLOCK_FLAGS_SHIFT;
        blockEnd = i + BLOCK_INTS;
        if (HEADER == type)
        {
            note(id);
        }
        else
        {
            trailerCount++;
        }
    }

    private void note(final int id)
    {
        if (id <= PRESENCE_IDS)
        {
            presentIds |= 1L << id;
        }
    }

    private void grow(final int needed)
    {
        int length = Math.max(INITIAL_ARENA_LENGTH, arenaBytes.length << 1);
        while (length < needed)
        {
            length <<= 1;
        }
        arenaBytes = Arrays.copyOf(arenaBytes, length);
        arena.wrap(arenaBytes);
    }

    private void splitTarget()
    {
        if (isTargetSplit)
        {
            return;
        }
        isTargetSplit = true;
        final UnsafeBuffer buffer = store(targetStore);
        final int begin = targetOffset;
        final int end = begin + targetLength;
        schemeLength = 0;
        authorityOffset = begin;
        authorityLength = 0;
        int at = begin;
        if (begin < end && '/' != buffer.getByte(begin))
        {
            schemeLength = UriParts.schemeLength(buffer, begin, targetLength);
            at = begin + schemeLength;
            if (0 < schemeLength || '*' != buffer.getByte(begin))
            {
                authorityOffset = UriParts.authorityOffset(buffer, at, end - at);
                at = UriParts.authorityEnd(buffer, at, end - at);
                authorityLength = at - authorityOffset;
            }
            if (0 == schemeLength)
            {
                at = end;
            }
        }
        final int question = UriParts.indexOf(buffer, at, end, (byte)'?');
        pathOffset = at;
        pathLength = (question < 0 ? end : question) - at;
        queryOffset = question < 0 ? end : question + 1;
        queryLength = question < 0 ? -1 : end - question - 1;
    }
}
