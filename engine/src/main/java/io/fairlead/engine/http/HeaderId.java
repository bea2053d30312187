/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.http;

import io.fairlead.engine.buffer.RawBytes;
import org.agrona.DirectBuffer;
import org.agrona.collections.Object2IntHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Small numbers for well-known header names, so that looking for one compares an int. 0 is any other name. The first 63
 * ids also have a bit in a message's presence mask.
 */
public final class HeaderId
{
    /** Any name that has no number. */
    public static final int UNKNOWN = 0;
    public static final int HOST = 1;
    public static final int CONNECTION = 2;
    public static final int CONTENT_LENGTH = 3;
    public static final int TRANSFER_ENCODING = 4;
    public static final int UPGRADE = 5;
    public static final int TE = 6;
    public static final int EXPECT = 7;
    public static final int PROXY_CONNECTION = 8;
    public static final int KEEP_ALIVE = 9;
    public static final int TRAILER = 10;
    public static final int SEC_WEBSOCKET_KEY = 11;
    public static final int SEC_WEBSOCKET_ACCEPT = 12;
    public static final int COOKIE = 13;
    public static final int SET_COOKIE = 14;
    public static final int AUTHORIZATION = 15;
    public static final int PROXY_AUTHORIZATION = 16;
    public static final int X_FORWARDED_FOR = 17;
    public static final int FORWARDED = 18;
    public static final int X_FORWARDED_PROTO = 19;
    public static final int X_FORWARDED_HOST = 20;
    public static final int X_FORWARDED_PORT = 21;
    public static final int X_ORIGINAL_TO = 22;
    public static final int X_REAL_IP = 23;
    public static final int ORIGIN = 24;
    public static final int REFERER = 25;
    public static final int USER_AGENT = 26;
    public static final int ACCEPT = 27;
    public static final int ACCEPT_ENCODING = 28;
    public static final int ACCEPT_LANGUAGE = 29;
    public static final int CACHE_CONTROL = 30;
    public static final int PRAGMA = 31;
    public static final int CONTENT_TYPE = 32;
    public static final int CONTENT_ENCODING = 33;
    public static final int DATE = 34;
    public static final int SERVER = 35;
    public static final int LOCATION = 36;
    public static final int ETAG = 37;
    public static final int LAST_MODIFIED = 38;
    public static final int EXPIRES = 39;
    public static final int AGE = 40;
    public static final int VARY = 41;
    public static final int VIA = 42;
    public static final int RANGE = 43;
    public static final int IF_RANGE = 44;
    public static final int IF_MATCH = 45;
    public static final int IF_NONE_MATCH = 46;
    public static final int IF_MODIFIED_SINCE = 47;
    public static final int IF_UNMODIFIED_SINCE = 48;
    public static final int ACCEPT_RANGES = 49;
    public static final int CONTENT_RANGE = 50;
    public static final int STRICT_TRANSPORT_SECURITY = 51;
    public static final int EARLY_DATA = 52;
    public static final int HTTP2_SETTINGS = 53;
    public static final int MAX_FORWARDS = 54;
    public static final int WWW_AUTHENTICATE = 55;
    public static final int PROXY_AUTHENTICATE = 56;
    public static final int X_REQUEST_ID = 57;
    public static final int X_UNIQUE_ID = 58;
    public static final int RETRY_AFTER = 59;
    public static final int X_HAPROXY_SERVER_STATE = 60;
    public static final int SEC_WEBSOCKET_VERSION = 61;
    public static final int SEC_WEBSOCKET_PROTOCOL = 62;
    public static final int SEC_WEBSOCKET_EXTENSIONS = 63;
    public static final int SET_COOKIE2 = 64;
    public static final int COOKIE2 = 65;
    public static final int ACCEPT_CHARSET = 66;
    public static final int ALLOW = 67;
    public static final int ALT_SVC = 68;
    public static final int CONTENT_DISPOSITION = 69;
    public static final int CONTENT_LANGUAGE = 70;
    public static final int CONTENT_LOCATION = 71;
    public static final int CONTENT_SECURITY_POLICY = 72;
    public static final int WARNING = 73;
    public static final int LINK = 74;
    public static final int REFRESH = 75;
    public static final int FROM = 76;
    public static final int STATUS = 77;
    public static final int P3P = 78;
    public static final int PRIORITY = 79;
    public static final int ACCESS_CONTROL_ALLOW_ORIGIN = 80;
    public static final int ACCESS_CONTROL_ALLOW_METHODS = 81;
    public static final int ACCESS_CONTROL_ALLOW_HEADERS = 82;
    public static final int ACCESS_CONTROL_ALLOW_CREDENTIALS = 83;
    public static final int ACCESS_CONTROL_EXPOSE_HEADERS = 84;
    public static final int ACCESS_CONTROL_MAX_AGE = 85;
    public static final int ACCESS_CONTROL_REQUEST_METHOD = 86;
    public static final int ACCESS_CONTROL_REQUEST_HEADERS = 87;
    public static final int SEC_FETCH_DEST = 88;
    public static final int SEC_FETCH_MODE = 89;
    public static final int SEC_FETCH_SITE = 90;
    public static final int SEC_FETCH_USER = 91;
    public static final int SEC_CH_UA = 92;
    public static final int SEC_CH_UA_MOBILE = 93;
    public static final int SEC_CH_UA_PLATFORM = 94;
    public static final int UPGRADE_INSECURE_REQUESTS = 95;
    public static final int DNT = 96;
    public static final int X_FRAME_OPTIONS = 97;
    public static final int X_CONTENT_TYPE_OPTIONS = 98;
    public static final int X_XSS_PROTECTION = 99;
    public static final int X_POWERED_BY = 100;
    public static final int X_REQUESTED_WITH = 101;
    public static final int X_SSL = 102;
    public static final int TRACEPARENT = 103;
    public static final int TRACESTATE = 104;
    public static final int REFERRER_POLICY = 105;
    public static final int PERMISSIONS_POLICY = 106;
    public static final int PROXY_STATUS = 107;
    public static final int X_CACHE = 108;
    public static final int X_CORRELATION_ID = 109;
    public static final int X_CSRF_TOKEN = 110;
    public static final int X_API_KEY = 111;
    /** One past the highest id. */
    public static final int COUNT = 112;

    private static final String[] NAMES = {
        "",
        "host", "connection", "content-length", "transfer-encoding", "upgrade", "te", "expect", "proxy-connection",
        "keep-alive", "trailer", "sec-websocket-key", "sec-websocket-accept", "cookie", "set-cookie",
        "authorization", "proxy-authorization", "x-forwarded-for", "forwarded", "x-forwarded-proto",
        "x-forwarded-host", "x-forwarded-port", "x-original-to", "x-real-ip", "origin", "referer", "user-agent",
        "accept", "accept-encoding", "accept-language", "cache-control", "pragma", "content-type",
        "content-encoding", "date", "server", "location", "etag", "last-modified", "expires", "age", "vary", "via",
        "range", "if-range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since",
        "accept-ranges", "content-range", "strict-transport-security", "early-data", "http2-settings",
        "max-forwards", "www-authenticate", "proxy-authenticate", "x-request-id", "x-unique-id", "retry-after",
        "x-haproxy-server-state", "sec-websocket-version", "sec-websocket-protocol", "sec-websocket-extensions",
        "set-cookie2", "cookie2", "accept-charset", "allow", "alt-svc", "content-disposition", "content-language",
        "content-location", "content-security-policy", "warning", "link", "refresh", "from", "status", "p3p",
        "priority", "access-control-allow-origin", "access-control-allow-methods", "access-control-allow-headers",
        "access-control-allow-credentials", "access-control-expose-headers", "access-control-max-age",
        "access-control-request-method", "access-control-request-headers", "sec-fetch-dest", "sec-fetch-mode",
        "sec-fetch-site", "sec-fetch-user", "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform",
        "upgrade-insecure-requests", "dnt", "x-frame-options", "x-content-type-options", "x-xss-protection",
        "x-powered-by", "x-requested-with", "x-ssl", "traceparent", "tracestate", "referrer-policy",
        "permissions-policy", "proxy-status", "x-cache", "x-correlation-id", "x-csrf-token", "x-api-key"
    };

    private static final int TABLE_BITS = 11;
    private static final byte[][] BYTES = new byte[COUNT][];
    private static final int[] OFFSETS = new int[COUNT];
    /** First and last eight bytes of each name, as the table's key is made of them; 0 for the last of a short one. */
    private static final long[] FIRST = new long[COUNT];
    private static final long[] LAST = new long[COUNT];
    private static final UnsafeBuffer STATIC_NAMES;
    private static final byte[] TABLE = new byte[1 << TABLE_BITS];
    private static final long MULTIPLIER;
    private static final Object2IntHashMap<String> BY_NAME = new Object2IntHashMap<>(UNKNOWN);

    static
    {
        int total = Long.BYTES;
        for (int id = 0; id < COUNT; id++)
        {
            BYTES[id] = NAMES[id].getBytes(StandardCharsets.US_ASCII);
            OFFSETS[id] = total;
            FIRST[id] = first(BYTES[id]);
            LAST[id] = last(BYTES[id]);
            total += BYTES[id].length;
            if (UNKNOWN != id)
            {
                BY_NAME.put(NAMES[id], id);
            }
        }
        STATIC_NAMES = new UnsafeBuffer(new byte[total + Long.BYTES]);
        for (int id = 0; id < COUNT; id++)
        {
            STATIC_NAMES.putBytes(OFFSETS[id], BYTES[id]);
        }
        long multiplier = 0x9E3779B97F4A7C15L;
        while (!fillTable(multiplier))
        {
            multiplier = multiplier * 0x5851F42D4C957F2DL + 0x14057B7EF767814FL | 1L;
        }
        MULTIPLIER = multiplier;
    }

    private HeaderId()
    {
    }

    /**
     * Name of an id.
     *
     * @param id 1 to {@link #COUNT} - 1.
     * @return shared lower-case ASCII bytes, not to be modified.
     */
    public static byte[] name(final int id)
    {
        return BYTES[id];
    }

    /**
     * Buffer that holds every known name, at {@link #nameOffset(int)}.
     *
     * @return shared buffer, read only.
     */
    public static UnsafeBuffer names()
    {
        return STATIC_NAMES;
    }

    /**
     * Where a name begins in {@link #names()}.
     *
     * @param id 1 to {@link #COUNT} - 1.
     * @return offset in bytes.
     */
    public static int nameOffset(final int id)
    {
        return OFFSETS[id];
    }

    /**
     * Id of a lower-case name, for configuration time.
     *
     * @param lowerName the name in lower case.
     * @return the id or {@link #UNKNOWN}.
     */
    public static int of(final String lowerName)
    {
        return BY_NAME.getValue(lowerName);
    }

    /**
     * Id of a lower-case name.
     *
     * @param lowerName the name in lower case.
     * @return the id or {@link #UNKNOWN}.
     */
    public static int of(final byte[] lowerName)
    {
        final int length = lowerName.length;
        final int id = TABLE[slot(first(lowerName), last(lowerName), length, MULTIPLIER)] & 0xFF;
        return UNKNOWN != id && Arrays.equals(BYTES[id], lowerName) ? id : UNKNOWN;
    }

    /**
     * Id of a lower-case name.
     *
     * @param buffer that holds the name.
     * @param offset of its first byte.
     * @param length in bytes.
     * @return the id or {@link #UNKNOWN}.
     */
    public static int of(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length < 1)
        {
            return UNKNOWN;
        }
        RawBytes.check(buffer, offset, offset + length);
        final long first;
        final long last;
        if (length >= Long.BYTES)
        {
            first = RawBytes.wordAt(buffer, offset);
            last = length > Long.BYTES ? RawBytes.wordAt(buffer, offset + length - Long.BYTES) : 0;
        }
        else if (offset + Long.BYTES <= buffer.capacity())
        {
            first = RawBytes.wordAt(buffer, offset) & (-1L >>> (Long.SIZE - (length << 3)));
            last = 0;
        }
        else
        {
            long value = 0;
            for (int i = 0; i < length; i++)
            {
                value |= (RawBytes.byteAt(buffer, offset + i) & 0xFFL) << (i << 3);
            }
            first = value;
            last = 0;
        }
        final int id = TABLE[slot(first, last, length, MULTIPLIER)] & 0xFF;
        return FIRST[id] == first && LAST[id] == last && BYTES[id].length == length &&
            (length <= 2 * Long.BYTES || isMiddleEqual(id, buffer, offset, length)) ? id : UNKNOWN;
    }

    private static boolean isMiddleEqual(final int id, final DirectBuffer buffer, final int offset, final int length)
    {
        final int expected = OFFSETS[id];
        for (int i = Long.BYTES; i < length - Long.BYTES; i += Long.BYTES)
        {
            if (RawBytes.wordAt(STATIC_NAMES, expected + i) != RawBytes.wordAt(buffer, offset + i))
            {
                return false;
            }
        }
        return true;
    }

    private static boolean fillTable(final long multiplier)
    {
        Arrays.fill(TABLE, (byte)UNKNOWN);
        for (int id = 1; id < COUNT; id++)
        {
            final byte[] name = BYTES[id];
            final int slot = slot(FIRST[id], LAST[id], name.length, multiplier);
            if (UNKNOWN != TABLE[slot])
            {
                return false;
            }
            TABLE[slot] = (byte)id;
        }
        return true;
    }

    private static int slot(final long first, final long last, final int length, final long multiplier)
    {
        return (int)(((first ^ Long.rotateLeft(last, 23)) + length) * multiplier >>> (Long.SIZE - TABLE_BITS));
    }

    private static long first(final byte[] name)
    {
        return word(name, 0, Math.min(name.length, Long.BYTES));
    }

    private static long last(final byte[] name)
    {
        return name.length > Long.BYTES ? word(name, name.length - Long.BYTES, Long.BYTES) : 0;
    }

    private static long word(final byte[] bytes, final int offset, final int length)
    {
        long value = 0;
        for (int i = 0; i < length; i++)
        {
            value |= (bytes[offset + i] & 0xFFL) << (i << 3);
        }
        return value;
    }
}
