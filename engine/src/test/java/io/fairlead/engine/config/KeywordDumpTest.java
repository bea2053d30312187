/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class KeywordDumpTest
{
    private static final TypeName STR = () -> "str";
    private static final TypeName BIN = () -> "bin";

    /** A source for two places. */
    private enum Place implements FetchSource
    {
        REQUEST;

        @Override
        public int checkpointMask()
        {
            return 0b100_0000_0000_0000_0000_0001;
        }
    }

    @Test
    void shouldPrintConfigurationWords()
    {
        final KeywordRegistry registry = new KeywordRegistry().registerAll(
            Keyword.global("maxconn"), Keyword.global("stats socket"), Keyword.global("stats timeout"),
            Keyword.proxy("timeout client", ProxyKind.ANY), Keyword.proxy("block", ProxyKind.ANY).refused("gone"),
            Keyword.bind("backlog", 1), Keyword.bind("ssl", 0).ssl(), Keyword.bind("crt", 1).ssl(),
            Keyword.server("check", 0), Keyword.server("weight", 1),
            Keyword.option("httplog", ProxyKind.FRONT_SIDE), Keyword.option("httpclose", ProxyKind.PROXIES).httpOnly(),
            Keyword.action(KeywordKind.HTTP_REQUEST, "set-var").prefixMatched());
        assertEquals("""
            # List of registered configuration keywords:
            global
            \tmaxconn
            \tstats
            listen
            \ttimeout
            \tbind <addr> backlog +1
            \tbind <addr> ssl crt +1
            \tserver <name> <addr> check
            \tserver <name> <addr> weight +1
            \toption httpclose [ FE BE HTTP ]
            \toption httplog [ FE ]
            \thttp-request set-var*
            userlist
            peers
            crt-list
            crt-store
            traces
            acme
            """, dump("cfg", registry));
    }

    @Test
    void shouldPrintFetchesWithPlaces()
    {
        final String text = dump("smp", new KeywordRegistry().register(Keyword.fetch("req.hdr").aliases("hdr")
            .arguments(1, ArgumentType.STRING, ArgumentType.INTEGER).returns(STR).from(Place.REQUEST)));
        assertTrue(text.startsWith("""
            # List of registered sample fetch functions:
            #                       _.---------------------- frontend tcp-request connection rule
            #                      / _.--------------------- frontend tcp-request session rule
            """), text);
        assertTrue(text.endsWith(
            "#  / / / / / / / / / / / / / / / / / / / / / _.- CLI parser\n" +
            "# / / / / / / / / / / / / / / / / / / / / / /  \n" +
            "# | | | | | | | | | | | | | | | | | | | | | | \n" +
            "[ Y . . . . . . . . . . . . . . . . . . . . . ] hdr(string[,integer]): str\n" +
            "[ Y . . . . . . . . . . . . . . . . . . . . . ] req.hdr(string[,integer]): str\n"), text);
    }

    @Test
    void shouldPrintOtherClasses()
    {
        final KeywordRegistry registry = new KeywordRegistry().registerAll(
            Keyword.acl("path_beg", "path -m beg"),
            Keyword.converter("hex").takes(BIN).returns(STR),
            Keyword.command("show stat"), Keyword.command("show proc").flags("MASTER"),
            Keyword.of(KeywordKind.FILTER, "compression").flags("COMP"),
            Keyword.of(KeywordKind.SERVICE, "prometheus-exporter"));
        assertEquals("""
            # List of registered ACL keywords:
            path_beg = path -m beg
            # List of registered sample converter functions:
            hex: str => bin
            # List of registered CLI keywords:
            show proc [MASTER]\s
            show stat [WORKER]\s
            # List of registered filter names:
            compression [COMP]
            # List of registered service names:
            prometheus-exporter
            """, dump("acl,cnv,cli,flt,svc", registry));
    }

    private static String dump(final String classes, final KeywordRegistry registry)
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        KeywordDump.print(classes, registry, new PrintStream(bytes, true, StandardCharsets.US_ASCII));
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
