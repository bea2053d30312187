/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.format;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleCasts;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;

/**
 * A compiled format string. Immutable, any loop; evaluation allocates nothing.
 */
public final class LogFormat
{
    private static final int RESPONSE_SOURCES = Source.RESPONSE_HEADERS.mask() | Source.RESPONSE_LINE.mask() |
        Source.RESPONSE_BODY.mask();
    private static final int END_SOURCES = Source.RESPONSE_BODY.mask() | Source.REQUEST_TOTALS.mask() |
        Source.RESPONSE_TOTALS.mask() | Source.TRANSACTION_TOTALS.mask() | Source.SESSION_TOTALS.mask();

    private final String text;
    private final LogNode[] nodes;
    private final int globalOptions;
    private final int sources;
    private final boolean needsEnd;
    private final byte[] constant;

    private static final Set<LogAlias> REQUEST_LINE_PARTS = EnumSet.of(LogAlias.REQUEST_LINE, LogAlias.METHOD,
        LogAlias.PATH, LogAlias.PATH_ONLY, LogAlias.QUERY, LogAlias.URI, LogAlias.VERSION);

    LogFormat(final String text, final List<LogNode> nodes, final int globalOptions)
    {
        this.text = text;
        this.nodes = nodes.toArray(new LogNode[0]);
        this.globalOptions = settle(globalOptions, 0);
        int allSources = 0;
        boolean end = false;
        for (final LogNode node : this.nodes)
        {
            settle(node);
            if (LogNode.Kind.EXPRESSION == node.kind)
            {
                allSources |= node.expr.sources();
            }
            end |= LogNode.Kind.ALIAS == node.kind && node.alias.needsEnd();
        }
        sources = allSources;
        needsEnd = end || 0 != (allSources & END_SOURCES);
        constant = 0 == this.nodes.length ? new byte[0]
            : 1 == this.nodes.length && LogNode.Kind.TEXT == this.nodes[0].kind ? this.nodes[0].text : null;
    }

    /**
     * Compile.
     *
     * @param text        format string.
     * @param context     place it stands in.
     * @param options     {@link LogOptions} every part has unless it says otherwise.
     * @param checkpoints mask of {@link io.fairlead.engine.sample.Checkpoint}: places where it will be evaluated.
     * @throws ConfigException with the bare message.
     */
    public static LogFormat compile(
        final String text, final ExprContext context, final int options, final int checkpoints)
    {
        return new LogFormatParser(text, context, options, checkpoints).parse();
    }

    private static int settle(final int options, final int global)
    {
        int result = options;
        if (0 != (result & LogOptions.HTTP))
        {
            final boolean isEncodedGlobally = 0 != (global & LogOptions.ENCODE) && 0 == (global & LogOptions.HTTP);
            result &= isEncodedGlobally ? ~LogOptions.HTTP : ~LogOptions.ENCODE;
        }
        return 0 != (result & LogOptions.ENCODE) ? result & ~LogOptions.ESCAPE : result;
    }

    private void settle(final LogNode node)
    {
        final int inherited = LogOptions.BINARY | LogOptions.ENCODE;
        final int mask = 0 != (globalOptions & LogOptions.ENCODE) ? inherited : LogOptions.BINARY;
        node.options = settle(node.options & ~mask | globalOptions & mask, globalOptions);
    }

    /** As written. */
    @Override
    public String toString()
    {
        return text;
    }

    /** Whether there is nothing to write. */
    public boolean isEmpty()
    {
        return 0 == nodes.length && 0 == (globalOptions & LogOptions.ENCODE);
    }

    /** Bytes that never change, or null when they depend on the context. */
    public byte[] constant()
    {
        return constant;
    }

    /** Mask of all {@link Source}s expressions look at. */
    public int sources()
    {
        return sources;
    }

    /** Whether something of the response is wanted. */
    public boolean needsResponse()
    {
        return 0 != (sources & RESPONSE_SOURCES) || uses(LogAlias.STATUS);
    }

    /** Whether the request line as it was received is wanted, or a part of it. */
    public boolean needsRequestLine()
    {
        for (final LogNode node : nodes)
        {
            if (null != node.alias && REQUEST_LINE_PARTS.contains(node.alias))
            {
                return true;
            }
        }
        return 0 != (sources & Source.REQUEST_LINE.mask());
    }

    /** Whether something is wanted that is only known at the end. */
    public boolean needsEnd()
    {
        return needsEnd;
    }

    /** Whether an alias is used. */
    public boolean uses(final LogAlias alias)
    {
        for (final LogNode node : nodes)
        {
            if (alias == node.alias)
            {
                return true;
            }
        }
        return false;
    }

    /** Expressions in order, for checks. */
    public List<SampleExpr> expressions()
    {
        return java.util.Arrays.stream(nodes).filter(node -> null != node.expr).map(node -> node.expr).toList();
    }

    /**
     * Append to a buffer; cut where it is full.
     *
     * @return bytes appended.
     */
    public int eval(final FetchContext ctx, final ByteWriter out)
    {
        final int begin = out.position();
        if (null != constant && 0 == (globalOptions & LogOptions.ENCODE))
        {
            out.put(constant);
            return out.position() - begin;
        }
        final int held = ctx.scratch().hold(out.buffer());
        evalNodes(ctx, out);
        ctx.scratch().release(held);
        return out.position() - begin;
    }

    private void evalNodes(final FetchContext ctx, final ByteWriter out)
    {
        final int encoding = globalOptions & LogOptions.ENCODE;
        LogEncoder.beginMap(out, globalOptions);
        boolean wasSpace = true;
        boolean isFirst = true;
        for (final LogNode node : nodes)
        {
            if (out.isFull())
            {
                break;
            }
            if (LogNode.Kind.SEPARATOR == node.kind)
            {
                if (!wasSpace && 0 == encoding)
                {
                    out.put(' ');
                    wasSpace = true;
                }
                continue;
            }
            if (LogNode.Kind.TEXT == node.kind)
            {
                if (0 == encoding)
                {
                    out.put(node.text);
                    wasSpace = false;
                }
                continue;
            }
            if (0 != encoding)
            {
                if (null == node.name)
                {
                    continue;
                }
                LogEncoder.key(out, globalOptions, node.name, isFirst);
                isFirst = false;
            }
            final int valueBegin = out.position();
            if (LogNode.Kind.EXPRESSION == node.kind)
            {
                expression(node, ctx, out);
                wasSpace = false;
            }
            else
            {
                AliasWriter.write(node.alias, node.options, node.typecast, ctx, out);
            }
            if (valueBegin == out.position())
            {
                LogEncoder.nothing(out, node.options);
            }
            wasSpace &= valueBegin == out.position();
        }
        LogEncoder.endMap(out, globalOptions);
    }

    private static void expression(final LogNode node, final FetchContext ctx, final ByteWriter out)
    {
        final Sample sample = ctx.scratch().pushSample();
        boolean isFound = evalSample(node, ctx, sample);
        int options = node.options;
        SampleType type = SampleType.STR;
        if (isFound && SampleType.BIN == sample.type && 0 != (options & LogOptions.BINARY) &&
            SampleType.STR != node.typecast)
        {
            type = SampleType.BIN;
        }
        if (0 != (options & LogOptions.ENCODE))
        {
            if (SampleType.ANY == node.typecast)
            {
                options = 0;
                type = SampleType.BIN;
            }
            else if (SampleType.SAME != node.typecast)
            {
                type = node.typecast;
            }
            else if (isFound && (SampleType.SINT == sample.type || SampleType.BOOL == sample.type ||
                SampleType.BIN == sample.type && 0 != (options & LogOptions.CBOR)))
            {
                type = sample.type;
            }
        }
        // addresses cast to numbers, hence to bool, but not for HAProxy here
        isFound = isFound && !isAddressAsBool(sample, type) && SampleCasts.cast(sample, type);
        if (!isFound)
        {
            sample.str(io.fairlead.engine.sample.Texts.EMPTY, 0, 0);
            type = SampleType.STR;
        }
        if (0 != (options & LogOptions.HTTP))
        {
            LogEncoder.escaped(out, options, '%', LogEncoder.HTTP_MAP, sample.buffer, sample.offset, sample.length);
        }
        else if (SampleType.BIN == type)
        {
            LogEncoder.binary(out, options, sample.buffer, sample.offset, sample.length);
        }
        else if (SampleType.SINT == type)
        {
            LogEncoder.encodedNumber(out, options, node.typecast, sample.value);
        }
        else if (SampleType.BOOL == type)
        {
            LogEncoder.bool(out, options, 0 != sample.value);
        }
        else
        {
            LogEncoder.text(out, options, sample.buffer, sample.offset, sample.length);
        }
        ctx.scratch().popSample();
    }

    private static boolean isAddressAsBool(final Sample sample, final SampleType type)
    {
        return SampleType.BOOL == type && (SampleType.IPV4 == sample.type || SampleType.IPV6 == sample.type);
    }

    private static boolean evalSample(final LogNode node, final FetchContext ctx, final Sample sample)
    {
        final int options = node.options;
        if (0 != (options & LogOptions.REQUEST) && node.expr.eval(ctx, sample.reset(Sample.OPT_FINAL)))
        {
            return true;
        }
        if (0 != (options & LogOptions.RESPONSE) &&
            node.expr.eval(ctx, sample.reset(Sample.OPT_FINAL | Sample.OPT_RESPONSE)))
        {
            return true;
        }
        return 0 == (options & (LogOptions.REQUEST | LogOptions.RESPONSE)) &&
            node.expr.eval(ctx, sample.reset(Sample.OPT_FINAL));
    }
}
