/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

class MessagesTest
{
    private final StringBuilder output = new StringBuilder();
    private final Messages messages = new Messages(output::append, 42, "3.4.0", "/usr/sbin/haproxy");

    @Test
    void shouldIntroduceItselfBeforeFirstComplaint()
    {
        messages.notice("hello");
        messages.warning("one");
        messages.alert("two");
        assertEquals("""
            [NOTICE]   (42) : hello
            [NOTICE]   (42) : haproxy version is 3.4.0
            [NOTICE]   (42) : path to executable is /usr/sbin/haproxy
            [WARNING]  (42) : one
            [ALERT]    (42) : two
            """, output.toString());
        assertEquals(1, messages.warningCount());
        assertEquals(1, messages.alertCount());
        assertEquals(3, messages.given().size());
    }

    @Test
    void shouldPutPrefixPlaceAndObjectInFront()
    {
        messages.prefix("config");
        messages.at("a.cfg", 7, "server b/s").alert("x");
        messages.at("a.cfg", 8).alert("y");
        messages.about("server b/s").alert("z");
        messages.prefix(null);
        messages.alert("w");
        assertEquals("""
            [ALERT]    (42) : config : [a.cfg:7] : 'server b/s' : x
            [ALERT]    (42) : config : [a.cfg:8] : y
            [ALERT]    (42) : config : 'server b/s' : z
            [ALERT]    (42) : w
            """, output.substring(output.indexOf("[ALERT]")));
        assertEquals("config : [a.cfg:8] : y", messages.given().get(1).text());
    }

    @Test
    void shouldGiveHintsOnlyWhenWanted()
    {
        messages.diag("hidden");
        assertEquals(0, messages.warningCount());
        messages.diagnostic(true).diag("shown");
        assertEquals(1, messages.warningCount());
        assertEquals("[DIAG]     (42) : shown\n", output.substring(output.indexOf("[DIAG]")));
    }

    @Test
    void shouldCountQuietly()
    {
        messages.quiet(true).alert("x");
        assertEquals("", output.toString());
        assertEquals(1, messages.alertCount());
    }

    @Test
    void shouldPrintBytesAsTheyWereRead()
    {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Messages.printing(new PrintStream(bytes, true, StandardCharsets.UTF_8), null).notice("\u00e9\u0001");
        assertEquals(0xe9, bytes.toByteArray()[bytes.size() - 3] & 0xff);
    }
}
