/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.sample.CaptureView;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.VariableName;
import io.fairlead.engine.sample.VariableNames;
import io.fairlead.engine.sample.VariableScope;
import io.fairlead.engine.sample.VariableStore;

import org.agrona.concurrent.UnsafeBuffer;

/** Everything rules can change about a stream at one moment, as text, so that two moments can be compared. */
final class Snapshot
{
    private final String requestLine;
    private final List<String> requestHeaders;
    private final String statusLine;
    private final List<String> responseHeaders;
    private final String source;
    private final String destination;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, String> captures = new TreeMap<>();

    /**
     * Take one.
     *
     * @param ctx     stream or session.
     * @param names   of variables.
     * @param scratch that no loop uses.
     */
    Snapshot(final ActionContext ctx, final VariableNames names, final EvalScratch scratch)
    {
        final HttpMessage request = ctx.request();
        final HttpMessage response = ctx.response();
        requestLine = null == request ? null : requestLine(request);
        requestHeaders = null == request ? List.of() : headers(request);
        statusLine = null == response ? null : response.status() + " " +
            text(response.reasonBuffer(), response.reasonOffset(), response.reasonLength());
        responseHeaders = null == response ? List.of() : headers(response);
        source = text(ctx.source());
        destination = text(ctx.destination());
        for (final VariableScope scope : VariableScope.values())
        {
            readVariables(ctx, scope, names, scratch);
        }
        readCaptures("request", ctx.requestCaptures(), scratch);
        readCaptures("response", ctx.responseCaptures(), scratch);
    }

    private static String text(final NetAddress address)
    {
        return null == address || !address.isSet() ? "" : address.toString();
    }

    private static String text(final UnsafeBuffer buffer, final int offset, final int length)
    {
        if (0 == length)
        {
            return "";
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String requestLine(final HttpMessage request)
    {
        return text(request.methodBuffer(), request.methodOffset(), request.methodLength()) + ' ' +
            text(request.targetBuffer(), request.targetOffset(), request.targetLength());
    }

    private static List<String> headers(final HttpMessage message)
    {
        final List<String> headers = new ArrayList<>();
        for (int i = message.firstHeader(); i >= 0; i = message.nextHeader(i))
        {
            headers.add(text(message.nameBuffer(i), message.nameOffset(i), message.nameLength(i)) + ": " +
                text(message.valueBuffer(i), message.valueOffset(i), message.valueLength(i)));
        }
        return headers;
    }

    private void readVariables(
        final ActionContext ctx, final VariableScope scope, final VariableNames names, final EvalScratch scratch)
    {
        final List<VariableName> known = names.all(scope);
        if (known.isEmpty())
        {
            return;
        }
        for (final VariableName name : known)
        {
            final VariableStore store = name.in(ctx);
            final Sample sample = scratch.pushSample();
            if (null != store && store.load(name.index(), sample))
            {
                variables.put(name.text(), sample.text());
            }
            scratch.popSample();
        }
    }

    private void readCaptures(final String word, final CaptureView view, final EvalScratch scratch)
    {
        for (int i = 0; null != view && i < view.count(); i++)
        {
            final Sample sample = scratch.pushSample();
            if (view.slot(i, sample))
            {
                captures.put(word + " capture " + i, sample.text());
            }
            scratch.popSample();
        }
    }

    Map<String, String> variables()
    {
        return variables;
    }

    /** What is different now, one line each. */
    List<String> changesSince(final Snapshot before)
    {
        final List<String> changes = new ArrayList<>();
        line("request", before.requestLine, requestLine, changes);
        headers("request", before.requestHeaders, requestHeaders, changes);
        if (null != before.statusLine)
        {
            line("response", before.statusLine, statusLine, changes);
            headers("response", before.responseHeaders, responseHeaders, changes);
        }
        line("source", before.source, source, changes);
        line("destination", before.destination, destination, changes);
        values("", before.variables, variables, changes);
        values("", before.captures, captures, changes);
        return changes;
    }

    private static void line(
        final String what, final String before, final String after, final List<String> changes)
    {
        if (null != before && null != after && !before.equals(after))
        {
            changes.add(what + ": " + before + " -> " + after);
        }
    }

    private static void headers(
        final String what, final List<String> before, final List<String> after, final List<String> changes)
    {
        final List<String> gone = new ArrayList<>(before);
        final List<String> come = new ArrayList<>(after);
        for (final String header : after)
        {
            if (gone.remove(header))
            {
                come.remove(header);
            }
        }
        gone.forEach(header -> changes.add(what + ": - " + header));
        come.forEach(header -> changes.add(what + ": + " + header));
    }

    private static void values(
        final String what, final Map<String, String> before, final Map<String, String> after,
        final List<String> changes)
    {
        after.forEach((name, value) ->
        {
            if (!value.equals(before.get(name)))
            {
                changes.add(what + name + " = " + value);
            }
        });
        before.keySet().stream().filter(name -> !after.containsKey(name))
            .forEach(name -> changes.add(what + name + " is unset"));
    }
}
