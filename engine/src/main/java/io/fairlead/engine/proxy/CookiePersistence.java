/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import io.fairlead.engine.http.HeaderId;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.server.Server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * What cookies do to one stream: the client's cookie names its server, the response gets a cookie that will, and one
 * cookie of each direction is kept for the log. Loop only. Source: configuration.txt 4.2 "cookie", 8.5.
 */
final class CookiePersistence
{
    private static final int DATE_LENGTH = 5;
    private static final int SECONDS_PER_UNIT = 4;
    private static final int DAY_S = 86_400;
    private static final char DATE_DELIMITER = '|';
    private static final char PREFIX_DELIMITER = '~';
    private static final long US_PER_S = 1_000_000L;
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String REMOVAL = "=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/";
    private static final byte[] CACHE_CONTROL = "cache-control".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] PRIVATE = "private".getBytes(StandardCharsets.ISO_8859_1);

    /** Outcome of the response. */
    enum Verdict
    {
        /** It goes on. */
        PASS,
        /**
         * {@code option checkcache}: it would let caches keep a cookie. The client gets status 502, as the manual says;
         * HAProxy 3.4 answers with a page of status 200.
         */
        BLOCK
    }

    private final Stream stream;
    private final CookieText text = new CookieText();
    private final Cacheability cacheability = new Cacheability();
    private byte[] clientCapture = {};
    private byte[] serverCapture = {};
    private int clientCaptureLength;
    private int serverCaptureLength;
    private char clientState;
    private char serverState;
    private long lastDateS;
    private long firstDateS;
    private boolean isForced;
    private boolean isIgnored;
    private boolean isDirect;
    private boolean isAssigned;
    private boolean isSetByServer;

    CookiePersistence(final Stream stream)
    {
        this.stream = stream;
    }

    void reset()
    {
        clientCaptureLength = 0;
        serverCaptureLength = 0;
        clientState = 'N';
        serverState = 'N';
        lastDateS = 0;
        firstDateS = 0;
        isForced = false;
        isIgnored = false;
        isDirect = false;
        isAssigned = false;
        isSetByServer = false;
    }

    /** {@code force-persist} and {@code ignore-persist}: the first rule that holds. */
    void runRules(final ProxyRules rules)
    {
        for (int i = 0; i < rules.persistence.size(); i++)
        {
            final ProxyRules.PersistenceRule rule = rules.persistence.get(i);
            final boolean isPassed = rule.condition().passes(stream.context(), Sample.OPT_FINAL);
            final StreamObserver observer = stream.worker().observer();
            if (null != observer)
            {
                observer.onPersistenceRule(rule, isPassed);
            }
            if (isPassed)
            {
                isForced = rule.isForced();
                isIgnored = !rule.isForced();
                return;
            }
        }
    }

    boolean isForced()
    {
        return isForced;
    }

    /** Whether a rule or a cookie chose the server, and nothing was changed since. */
    boolean isDirect()
    {
        return isDirect;
    }

    /** A rule chose the server. */
    void onDirected()
    {
        isDirect = true;
        isAssigned = true;
    }

    /** The server in use cannot be reached: another one is going to be chosen. */
    void onRedispatch()
    {
        isDirect = false;
        isAssigned = false;
    }

    /** Another server than the one asked for was chosen. */
    void onServerChanged()
    {
        if ('V' == clientState)
        {
            clientState = 'D';
        }
    }

    /** Third and fourth character of the termination state. */
    int stateChar(final boolean isServer)
    {
        final Backend backend = stream.backend();
        if (null == stream.request() || null == backend || !backend.settings().cookie.hasMode())
        {
            return '-';
        }
        return isServer ? serverState : clientState;
    }

    boolean captured(final boolean isServer, final Sample out)
    {
        final int length = isServer ? serverCaptureLength : clientCaptureLength;
        return 0 < length && out.str(new UnsafeBuffer(isServer ? serverCapture : clientCapture), 0, length);
    }

    // ---- request

    void onRequest(final HttpMessage request)
    {
        final Backend backend = stream.backend();
        final CookieSettings settings = backend.settings().cookie;
        final byte[] capture = stream.frontend().captureCookie();
        final byte[] name = backend.cookieName();
        if (settings.isNoCache || backend.settings().has(ProxyOption.CHECKCACHE))
        {
            cacheability.onRequest(request);
        }
        if (null == name && null == capture)
        {
            return;
        }
        for (int i = request.findHeader(HeaderId.COOKIE, -1); i >= 0; i = request.findHeader(HeaderId.COOKIE, i))
        {
            onCookies(request, i, settings, name, capture);
        }
    }

    private void onCookies(
        final HttpMessage request, final int index, final CookieSettings settings, final byte[] name,
        final byte[] capture)
    {
        final int begin = request.valueOffset(index);
        text.begin(request.valueBuffer(index), begin, request.valueLength(index));
        final int length = text.length();
        boolean isKept = false;
        int removedFrom = -1;
        boolean isChanged = false;
        while (text.next(true))
        {
            if ('$' == text.at(text.nameBegin))
            {
                continue; // an attribute goes with the cookie before it
            }
            final boolean isOwn = text.equal != text.next && null != name && text.isNamed(name);
            if (text.equal != text.next)
            {
                isChanged |= text.strip();
                if (null != capture && 0 == clientCaptureLength && text.beginsWith(capture))
                {
                    clientCapture = capture(clientCapture);
                    clientCaptureLength = captureLength();
                }
            }
            if (!isOwn)
            {
                isKept = true;
                if (0 <= removedFrom)
                {
                    text.removeBefore(removedFrom);
                    removedFrom = -1;
                    isChanged = true;
                }
            }
            else
            {
                final int delimiter = onOwnCookie(settings);
                if (settings.isPrefix && delimiter != text.valueEnd)
                {
                    text.removePrefix(delimiter);
                    removedFrom = -1;
                    isKept = true;
                    isChanged = true;
                }
                else if (0 > removedFrom && settings.isInsert && settings.isIndirect)
                {
                    removedFrom = text.previous;
                }
            }
        }
        if (0 <= removedFrom)
        {
            text.truncate(isKept ? removedFrom : 0);
        }
        if (0 == text.length() && 0 < length)
        {
            request.removeHeader(index);
        }
        else if (isChanged || length != text.length())
        {
            request.replaceValue(index, text.buffer(), 0, text.length());
        }
    }

    private byte[] capture(final byte[] old)
    {
        final int length = captureLength();
        final byte[] bytes = old.length < length ? new byte[length] : old;
        text.buffer().getBytes(text.nameBegin, bytes, 0, length);
        return bytes;
    }

    private int captureLength()
    {
        return Math.min(text.valueEnd - text.nameBegin, stream.frontend().settings().captureCookieLength);
    }

    /* Where the server's name ends within the value; the beginning of the value when the cookie is too old. */
    private int onOwnCookie(final CookieSettings settings)
    {
        int delimiter = settings.isPrefix ? text.indexInValue(text.valueBegin, PREFIX_DELIMITER) : dates();
        final long nowS = stream.context().dateUs() / US_PER_S;
        final boolean isOld = isOutOfDate(nowS, firstDateS, settings.maxLifeS);
        if (isOld || isOutOfDate(nowS, lastDateS, settings.maxIdleS))
        {
            clientState = isOld ? 'O' : 'E';
            delimiter = text.valueBegin;
            firstDateS = 0;
            lastDateS = 0;
        }
        final boolean isSkipped = delimiter == text.valueBegin || isIgnored || isAssigned;
        if (!isSkipped && chooseServer(delimiter))
        {
            return delimiter;
        }
        if ('N' == clientState)
        {
            clientState = isIgnored || isAssigned ? 'U' : 'I';
        }
        return delimiter;
    }

    private static boolean isOutOfDate(final long nowS, final long dateS, final int limitS)
    {
        return 0 != dateS && 0 != limitS && (nowS - dateS > limitS || dateS - nowS > DAY_S);
    }

    /* Read the dates behind the server's name, the last and the first use; where the name ends. */
    private int dates()
    {
        final int bar = text.indexInValue(text.valueBegin, DATE_DELIMITER);
        if (bar == text.valueEnd)
        {
            return bar;
        }
        if (text.valueEnd - (bar + 1) >= DATE_LENGTH)
        {
            final long date = date(bar + 1);
            lastDateS = date > 0 ? date * SECONDS_PER_UNIT : lastDateS;
        }
        final int second = text.indexInValue(bar + 1, DATE_DELIMITER);
        if (text.valueEnd - second > DATE_LENGTH)
        {
            final long date = date(second + 1);
            firstDateS = date > 0 ? date * SECONDS_PER_UNIT : firstDateS;
        }
        return bar;
    }

    private long date(final int from)
    {
        long date = 0;
        for (int i = 0; i < DATE_LENGTH; i++)
        {
            final int digit = DIGITS.indexOf(text.at(from + i));
            if (digit < 0)
            {
                return -1;
            }
            date = date << 6 | digit;
        }
        return date;
    }

    private boolean chooseServer(final int delimiter)
    {
        final Backend backend = stream.backend();
        for (final Server server : backend.servers().all())
        {
            final byte[] value = ((ServerTarget)server.attachment()).cookie();
            if (null != value && text.is(text.valueBegin, delimiter, value))
            {
                final boolean isUp = server.isUp();
                clientState = isUp ? 'V' : 'D';
                final boolean isTaken = isUp || isForced || backend.settings().has(ProxyOption.PERSIST);
                final StreamObserver observer = stream.worker().observer();
                if (null != observer)
                {
                    observer.onCookie(server, isTaken);
                }
                if (isTaken)
                {
                    onDirected();
                    stream.connector().direct(server);
                    return true;
                }
            }
        }
        return false;
    }

    // ---- response

    Verdict onResponse(final HttpMessage response)
    {
        final Backend backend = stream.backend();
        final CookieSettings settings = backend.settings().cookie;
        final boolean isChecked = backend.settings().has(ProxyOption.CHECKCACHE);
        final ServerTarget target = stream.connector().target();
        if (null != backend.cookieName() || null != stream.frontend().captureCookie() || isChecked)
        {
            for (int i = response.findHeader(HeaderId.SET_COOKIE, -1); i >= 0;
                i = response.findHeader(HeaderId.SET_COOKIE, i))
            {
                isSetByServer = true;
                onSetCookie(response, i, settings, target);
            }
        }
        if (isChecked || settings.isNoCache)
        {
            cacheability.onResponse(response);
        }
        if (null != target && settings.isInsert && isInsertionDue(settings))
        {
            insert(response, settings, target);
        }
        return isChecked && isSetByServer && cacheability.isCacheable() && cacheability.isCookieCacheable()
            ? Verdict.BLOCK : Verdict.PASS;
    }

    private void onSetCookie(
        final HttpMessage response, final int index, final CookieSettings settings, final ServerTarget target)
    {
        final byte[] name = stream.backend().cookieName();
        final byte[] capture = stream.frontend().captureCookie();
        if (null == name && null == capture)
        {
            return;
        }
        text.begin(response.valueBuffer(index), response.valueOffset(index), response.valueLength(index));
        if (!text.next(false))
        {
            return;
        }
        final boolean hasValue = text.equal != text.valueEnd;
        text.skipToEnd();
        if (!hasValue)
        {
            return;
        }
        boolean isChanged = text.strip();
        if (null != capture && 0 == serverCaptureLength && text.beginsWith(capture))
        {
            serverCapture = capture(serverCapture);
            serverCaptureLength = captureLength();
        }
        if (!isIgnored && null != name && text.isNamed(name))
        {
            serverState = 'P';
            final byte[] value = null == target ? null : target.cookie();
            if (settings.isPreserve)
            {
                // left as the server wrote it
            }
            else if (null != target && settings.isInsert || isDirect && settings.isIndirect)
            {
                serverState = 'D';
                response.removeHeader(index);
                return;
            }
            else if (null != value && settings.isRewrite)
            {
                text.replace(text.valueBegin, text.valueEnd, value);
                serverState = 'R';
                isChanged = true;
            }
            else if (null != value && settings.isPrefix)
            {
                final byte[] prefix = Arrays.copyOf(value, value.length + 1);
                prefix[value.length] = PREFIX_DELIMITER;
                text.replace(text.valueBegin, text.valueBegin, prefix);
                serverState = 'R';
                isChanged = true;
            }
        }
        if (isChanged)
        {
            response.replaceValue(index, text.buffer(), 0, text.length());
        }
    }

    private boolean isInsertionDue(final CookieSettings settings)
    {
        if ('P' == serverState && settings.isPreserve || isIgnored ||
            settings.isPostOnly && Method.POST != stream.request().method())
        {
            return false;
        }
        final long nowS = stream.context().dateUs() / US_PER_S;
        final boolean isRefreshDue = (0 != settings.maxIdleS || 0 != lastDateS) &&
            (0 == lastDateS || lastDateS - nowS < 0);
        return !isDirect || isRefreshDue || 0 != settings.maxLifeS && 0 == firstDateS ||
            0 == settings.maxLifeS && 0 != firstDateS;
    }

    private void insert(final HttpMessage response, final CookieSettings settings, final ServerTarget target)
    {
        final byte[] value = target.cookie();
        final ByteWriter out = stream.context().scratch().chunk();
        out.put(settings.name);
        if (null == value)
        {
            out.put(REMOVAL);
        }
        else
        {
            out.put('=').put(value);
            final long now = (stream.context().dateUs() / US_PER_S + SECONDS_PER_UNIT - 1) / SECONDS_PER_UNIT;
            if (0 != settings.maxIdleS || 0 != settings.maxLifeS)
            {
                putDate(out, now);
            }
            if (0 != settings.maxLifeS)
            {
                putDate(out, 0 == firstDateS ? now : firstDateS / SECONDS_PER_UNIT);
            }
            out.put("; path=/");
        }
        if (null != settings.domain)
        {
            out.put("; domain=").put(settings.domain);
        }
        if (settings.isHttpOnly)
        {
            out.put("; HttpOnly");
        }
        if (settings.isSecure)
        {
            out.put("; Secure");
        }
        if (null != settings.attributes)
        {
            out.put("; ").put(settings.attributes);
        }
        response.addHeader(HeaderId.SET_COOKIE, out.buffer(), out.start(), out.length());
        serverState = null != value && isDirect ? 'U' : 'I';
        if (settings.isNoCache && cacheability.isCacheable())
        {
            cacheability.forbid();
            response.addHeader(CACHE_CONTROL, PRIVATE);
        }
    }

    private static void putDate(final ByteWriter out, final long date)
    {
        out.put(DATE_DELIMITER);
        for (int shift = 24; shift >= 0; shift -= 6)
        {
            out.put(DIGITS.charAt((int)(date >> shift) & 0x3F));
        }
    }
}
