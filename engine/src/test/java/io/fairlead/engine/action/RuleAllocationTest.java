/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.action;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

import com.sun.management.ThreadMXBean;
import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.catalog.Catalog;
import io.fairlead.engine.config.ConfigFile;
import io.fairlead.engine.config.ConfigReader;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.Messages;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.directive.ConfigurationCheck;
import io.fairlead.engine.http.HttpMessage;
import io.fairlead.engine.http1.Http1Parser;
import io.fairlead.engine.proxy.Configuration;
import io.fairlead.engine.rules.ActionContext;
import io.fairlead.engine.rules.ActionResult;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.RuleCursor;
import io.fairlead.engine.rules.RuleSet;
import io.fairlead.engine.sample.EvalScratch;
import io.fairlead.engine.sample.ProcessView;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A usual set of rules makes no garbage: prefixes that deny, a header set, a header removed. */
class RuleAllocationTest
{
    private static final int RULES = 50;
    private static final int RUNS = 2000;
    private static final byte[] HEAD =
        ("GET /p99/index.html HTTP/1.1\r\nHost: www.example\r\nX-Old: 1\r\nAccept: */*\r\n\r\n").getBytes(US_ASCII);

    /** A stream with nothing but a request. */
    private static final class Place implements ActionContext
    {
        private final EvalScratch scratch = new EvalScratch(EvalScratch.DEFAULT_CHUNK_LENGTH);
        private final RuleCursor cursor = new RuleCursor();
        private final HttpMessage request = new HttpMessage();

        @Override
        public EvalScratch scratch()
        {
            return scratch;
        }

        @Override
        public HttpMessage request()
        {
            return request;
        }

        @Override
        public RuleCursor ruleCursor()
        {
            return cursor;
        }

        @Override
        public Phase phase()
        {
            return Phase.HTTP_REQUEST;
        }

        @Override
        public long nowMs()
        {
            return 0;
        }

        @Override
        public long dateUs()
        {
            return 0;
        }

        @Override
        public ProcessView process()
        {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public void answer(final Reply reply)
        {
            throw new IllegalStateException("no rule answers");
        }

        @Override
        public void denial(final Reply reply)
        {
            throw new IllegalStateException("no rule denies");
        }

        @Override
        public Reply errorReply(final int status)
        {
            throw new IllegalStateException("no rule denies");
        }

        @Override
        public void reject()
        {
            throw new IllegalStateException("no rule rejects");
        }

        @Override
        public void silentDrop(final int ttl)
        {
            throw new IllegalStateException("no rule drops");
        }

        @Override
        public NetAddress editableSource()
        {
            return null;
        }

        @Override
        public NetAddress editableDestination()
        {
            return null;
        }
    }

    private final Place place = new Place();
    private final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(16384));
    private final Http1Parser parser = new Http1Parser().configure(true, 0, Http1Parser.DEFAULT_MAX_HEADERS);

    private static RuleSet rules()
    {
        final StringBuilder text = new StringBuilder("frontend f\n mode http\n bind 127.0.0.1:8080\n");
        for (int i = 0; i < RULES; i++)
        {
            text.append(" acl a").append(i).append(" path_beg /p").append(i).append("/\n");
            text.append(" http-request deny if a").append(i).append('\n');
        }
        text.append(" http-request set-header x-new %[path]\n http-request del-header x-old\n");
        final ParseContext parse =
            new ParseContext(Messages.collecting(), new Environment(Map.of()), Catalog.registry());
        assertTrue(new ConfigReader(parse, " ").read(List.of(new ConfigFile("test.cfg", text.toString()))),
            () -> parse.messages().given().toString());
        assertTrue(ConfigurationCheck.check(parse, false), () -> parse.messages().given().toString());
        return Configuration.of(parse).frontends.get("f").rules.set(Phase.HTTP_REQUEST);
    }

    private void run(final RuleSet rules)
    {
        place.request.reset();
        parser.reset(0);
        assertEquals(HEAD.length, parser.parse(buffer, 0, HEAD.length, place.request));
        place.cursor.reset();
        assertEquals(ActionResult.CONTINUE, rules.run(place, place.cursor, true));
    }

    @Test
    void shouldNotAllocateForFiftyPrefixesAndHeaderEdits()
    {
        final RuleSet rules = rules();
        assertEquals(RULES + 2, rules.size());
        buffer.putBytes(0, HEAD);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < RUNS; i++)
            {
                run(rules);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        final HttpMessage request = place.request;
        assertTrue(request.findHeader("x-new".getBytes(US_ASCII), -1) >= 0);
        assertEquals(-1, request.findHeader("x-old".getBytes(US_ASCII), -1));
        assertTrue(least < RUNS, least + " bytes for " + RUNS + " requests");
    }
}
