/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.fetch.FetchRegistrar;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.ExprParser;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.ProcessView;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleExpr;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.VariableNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of constants and converters, against the values HAProxy gives them. */
class ConverterGoldenTest
{
    private static final long BEGIN_US = 1_700_000_000_000_000L;

    private static final String KEYS = ConverterGoldenTest.class.getResource("keys").getPath();

    private final ExprContext context =
        new ExprContext(context(), "test").service(VariableNames.class, new VariableNames());
    private final Nowhere nowhere = new Nowhere(new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH));

    /** A place without connection, stream or message. */
    private record Nowhere(EvalScratch scratch) implements FetchContext
    {
        @Override
        public long nowMs()
        {
            return 0;
        }

        @Override
        public long dateUs()
        {
            return BEGIN_US;
        }

        @Override
        public ProcessView process()
        {
            throw new IllegalStateException("constants only");
        }
    }

    private static ParseContext context()
    {
        final KeywordRegistry registry = new KeywordRegistry();
        new FetchRegistrar().register(registry);
        new ConverterRegistrar().register(registry);
        return new ParseContext(Messages.collecting(), new Environment(Map.of()), registry);
    }

    private static List<String[]> cases(final String name) throws IOException
    {
        final List<String[]> cases = new ArrayList<>();
        try (InputStream in = ConverterGoldenTest.class.getResourceAsStream(name))
        {
            for (final String line : new String(in.readAllBytes(), ISO_8859_1).split("\n"))
            {
                if (!line.startsWith("#"))
                {
                    cases.add(line.split("\t", 2));
                }
            }
        }
        return cases;
    }

    private SampleExpr parse(final String text)
    {
        return ExprParser.parse(text, context);
    }

    private String value(final SampleExpr expression)
    {
        final Sample out = nowhere.scratch().pushSample();
        final String value = expression.evalAs(nowhere, SampleType.STR, Sample.OPT_FINAL, out) ? out.text() : "";
        nowhere.scratch().popSample();
        return value;
    }

    @Test
    void shouldGiveWhatHaproxyGives() throws IOException
    {
        final StringBuilder wanted = new StringBuilder();
        final StringBuilder given = new StringBuilder();
        for (final String[] pair : cases("golden.txt"))
        {
            wanted.append(pair[0]).append(" -> ").append(pair[1]).append('\n');
            given.append(pair[0]).append(" -> ").append(value(parse(pair[0]))).append('\n');
        }
        assertEquals(wanted.toString(), given.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"matrix.txt", "protocols.txt", "tokens.txt"})
    void shouldTreatEveryTypeAsHaproxyDoes(final String name) throws IOException
    {
        final StringBuilder wanted = new StringBuilder();
        final StringBuilder given = new StringBuilder();
        for (final String[] pair : cases(name))
        {
            wanted.append(pair[0]).append(" -> ").append(pair[1]).append('\n');
            given.append(pair[0]).append(" -> ").append(typed(pair[0])).append('\n');
        }
        assertEquals(wanted.toString(), given.toString());
    }

    /** Type and value: text that can be read as it is, all other bytes in hexadecimal, long ones as their digest. */
    private String typed(final String text)
    {
        final SampleExpr expression;
        try
        {
            expression = parse(text.replace("KEYS", KEYS));
        }
        catch (final ConfigException ex)
        {
            return '!' + ex.getMessage();
        }
        final Sample out = nowhere.scratch().pushSample();
        out.reset(Sample.OPT_FINAL);
        final String value = expression.eval(nowhere, out) ? out.type.label() + ' ' + content(out) : "none";
        nowhere.scratch().popSample();
        return value.stripTrailing();
    }

    private static String content(final Sample sample)
    {
        if (!sample.hasSlice())
        {
            return sample.text();
        }
        final byte[] bytes = new byte[sample.length];
        sample.buffer.getBytes(sample.offset, bytes);
        if (300 < bytes.length)
        {
            return bytes.length + " bytes " + HexFormat.of().formatHex(sha1(bytes));
        }
        for (final byte b : bytes)
        {
            if (b < ' ' || b == 0x7F || SampleType.BIN == sample.type)
            {
                return HexFormat.of().formatHex(bytes);
            }
        }
        final String text = new String(bytes, ISO_8859_1);
        return SampleType.STR == sample.type ? '<' + text + '>' : text;
    }

    private static byte[] sha1(final byte[] bytes)
    {
        try
        {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    @Test
    void shouldSayWhatHaproxySays() throws IOException
    {
        final StringBuilder wanted = new StringBuilder();
        final StringBuilder given = new StringBuilder();
        for (final String[] pair : cases("messages.txt"))
        {
            wanted.append(pair[0]).append(" -> ").append(pair[1]).append('\n');
            given.append(pair[0]).append(" -> ").append(message(pair[0])).append('\n');
        }
        assertEquals(wanted.toString(), given.toString());
    }

    private String message(final String text)
    {
        try
        {
            parse(text);
            return "accepted";
        }
        catch (final ConfigException ex)
        {
            return ex.getMessage();
        }
    }

    @Test
    void shouldNotAllocateWhenEvaluated()
    {
        final SampleExpr expression =
            parse("str(www.Example.com:80),field(1,:),lower,base64,b64dec,hex,length,add(1),mul(3),xxh64,bytes(0,2)");
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final Sample out = nowhere.scratch().pushSample();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2000; i++)
            {
                expression.evalAs(nowhere, SampleType.STR, Sample.OPT_FINAL, out);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < 2000, least + " bytes for 2000 evaluations");
    }
}
