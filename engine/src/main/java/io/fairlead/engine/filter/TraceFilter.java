/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.filter;

import java.io.PrintStream;
import java.util.Locale;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.PooledBuffer;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http.Method;

/**
 * {@code filter trace}: tells on the standard error output what happens to streams, and can deal out their data in
 * random pieces, to test other filters. The steps of HAProxy's analysers, which are not ours, are not told. Source:
 * configuration.txt 9.1.
 */
public final class TraceFilter extends FilterSettings
{
    private static final int DUMP_WIDTH = 16;
    private static final long US = 1_000_000;

    private final String givenName;
    private final boolean isQuiet;
    private final boolean isRandom;
    private final boolean isDumping;
    private final long maxForward;
    private String name;
    private PrintStream output;

    /**
     * A tracer.
     *
     * @param name       shown in each line; null for the usual one.
     * @param isQuiet    nothing is told.
     * @param isRandom   data goes on in random pieces.
     * @param isDumping  data is shown.
     * @param maxForward largest piece, bytes; 0 for no limit.
     */
    public TraceFilter(
        final String name, final boolean isQuiet, final boolean isRandom, final boolean isDumping,
        final long maxForward)
    {
        givenName = null == name ? "TRACE" : name;
        this.isQuiet = isQuiet;
        this.isRandom = isRandom;
        this.isDumping = isDumping;
        this.maxForward = maxForward;
    }

    @Override
    public String name()
    {
        return "trace";
    }

    @Override
    public void onStart(final String proxyName, final int loopCount, final PrintStream standardError)
    {
        name = givenName + '/' + proxyName;
        output = standardError;
        final long nowUs = System.currentTimeMillis() * 1000;
        print(nowUs, "filter initialized [quiet=" + isQuiet + " - fwd random=" + isRandom + " - hexdump=" + isDumping +
            " - max fwd=" + maxForward + "]");
        for (int i = 0; i < loopCount; i++)
        {
            print(nowUs, "filter initialized for thread tid " + i);
        }
    }

    private void print(final long dateUs, final String text)
    {
        if (!isQuiet)
        {
            output.println(String.format(Locale.ROOT, "%d.%06d [%-20s] %s", dateUs / US, dateUs % US, name, text));
        }
    }

    @Override
    protected StreamFilter make()
    {
        return new Filter(this);
    }

    private static final class Filter extends StreamFilter
    {
        private final TraceFilter settings;

        private Filter(final TraceFilter settings)
        {
            super(settings);
            this.settings = settings;
        }

        private void tell(final String text)
        {
            final long id = context().streamId();
            settings.print(context().dateUs(),
                String.format(Locale.ROOT, "[strm 0x%x(%x) 0x%08x 0x%08x] %s", id, (int)id, 0, 0, text));
        }

        private void event(final String event, final String rest)
        {
            if (!settings.isQuiet)
            {
                tell(String.format(Locale.ROOT, "%-25s", event) + rest);
            }
        }

        private void channel(final String event, final boolean isRequest, final String rest)
        {
            if (!settings.isQuiet)
            {
                event(event, String.format(Locale.ROOT, ": channel=%-10s - mode=%-5s (%s)%s",
                    isRequest ? "REQUEST" : "RESPONSE", context().isHttp() ? "HTTP" : "TCP",
                    context().hasBackend() ? "backend" : "frontend", rest));
            }
        }

        private String side()
        {
            return ": filter-type=" + (isOfBackend() ? "backend" : "frontend");
        }

        @Override
        protected void onAttach()
        {
            event("trace_attach", side());
            event("trace_stream_start", "");
            channel("trace_chn_start_analyze", true, "");
            watch(true);
            watch(false);
        }

        @Override
        protected void onBackend(final String name)
        {
            event("trace_stream_set_backend", ": backend=" + name);
        }

        @Override
        protected void onRequestHead(final HttpMessage head)
        {
            if (!settings.isQuiet)
            {
                head(true, head, text(head.methodBuffer(), head.methodOffset(), head.methodLength()) + ' ' +
                    text(head.targetBuffer(), head.targetOffset(), head.targetLength()) + ' ' + version(head));
            }
        }

        @Override
        protected void onResponse(final HttpMessage head)
        {
            channel("trace_chn_start_analyze", false, "");
        }

        @Override
        protected void onResponseHead(final HttpMessage head)
        {
            if (!settings.isQuiet)
            {
                head(false, head, version(head) + ' ' + head.status() + ' ' +
                    text(head.reasonBuffer(), head.reasonOffset(), head.reasonLength()));
            }
        }

        private static String version(final HttpMessage head)
        {
            return head.has(HttpMessage.VERSION_11) ? "HTTP/1.1" : "HTTP/1.0";
        }

        private static String text(final UnsafeBuffer buffer, final int offset, final int length)
        {
            return 0 == length ? "" : buffer.getStringWithoutLengthAscii(offset, length);
        }

        private void head(final boolean isRequest, final HttpMessage head, final String line)
        {
            channel("trace_http_headers", isRequest, '\t' + line);
            for (int i = head.firstHeader(); i >= 0; i = head.nextHeader(i))
            {
                tell('\t' + text(head.nameBuffer(i), head.nameOffset(i), head.nameLength(i)).toLowerCase(Locale.ROOT) +
                    ": " + text(head.valueBuffer(i), head.valueOffset(i), head.valueLength(i)));
            }
        }

        @Override
        protected int forward(
            final boolean isRequest, final PooledBuffer buffer, final int offset, final int length,
            final boolean isLast)
        {
            int count = length;
            if (settings.isRandom)
            {
                count = Integer.remainderUnsigned(context().random(), length + 1);
                count = 0 == count ? length : count;
            }
            if (settings.maxForward > 0 && count > settings.maxForward)
            {
                count = (int)settings.maxForward;
            }
            if (!settings.isQuiet)
            {
                channel(context().isHttp() && !isTunnel() ? "trace_http_payload" : "trace_tcp_payload", isRequest,
                    " - offset=0 - len=" + length + " - forward=" + count);
            }
            if (settings.isDumping)
            {
                dump(buffer.memory(), offset, count);
            }
            return count;
        }

        private boolean isTunnel()
        {
            final HttpMessage request = context().request();
            return null == request || Method.CONNECT == request.method();
        }

        private void dump(final UnsafeBuffer buffer, final int offset, final int length)
        {
            for (int from = 0; from < length; from += DUMP_WIDTH)
            {
                final StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "\t0x%06x: ", from));
                final StringBuilder chars = new StringBuilder("  |");
                for (int i = from; i < from + DUMP_WIDTH; i++)
                {
                    line.append(i % DUMP_WIDTH == DUMP_WIDTH / 2 ? "  " : "");
                    if (i < length)
                    {
                        final int b = buffer.getByte(offset + i) & 0xFF;
                        line.append(String.format(Locale.ROOT, "%02x ", b));
                        chars.append(b >= ' ' && b < 127 ? (char)b : '.');
                    }
                    else
                    {
                        line.append("   ");
                    }
                }
                settings.output.println(line.append(chars).append('|'));
            }
        }

        @Override
        protected void onEnd(final boolean isRequest)
        {
            if (context().isHttp())
            {
                channel("trace_http_end", isRequest, "");
            }
        }

        @Override
        protected void onDetach()
        {
            channel("trace_chn_end_analyze", true, "");
            channel("trace_chn_end_analyze", false, "");
            event("trace_stream_stop", "");
            event("trace_detach", side());
        }
    }
}
