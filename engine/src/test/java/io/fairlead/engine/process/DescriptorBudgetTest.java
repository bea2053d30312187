/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.fairlead.engine.config.Messages;

/** The figures are those HAProxy 3.4.0 showed for the same configurations under a hard limit of 20000 descriptors. */
class DescriptorBudgetTest
{
    private static final long LIMIT = 20_000;
    private static final String GLOBAL = "global\n nbthread 2\n";
    private static final String LISTEN = "listen f\n mode http\n bind 127.0.0.1:1\n timeout client 1s\n" +
        " timeout server 1s\n timeout connect 1s\n";
    private static final String SOCKET = " stats socket /tmp/budget.sock\n";

    @ParameterizedTest
    @CsvSource({
        "'', '', 9991, 19999, 0",
        "' stats socket /tmp/budget.sock', ' bind 127.0.0.1:2-5\\n server a 127.0.0.1:1 check\\n " +
            "server b 127.0.0.1:1', 9983, 19999, 0",
        "' stats socket /tmp/budget.sock', ' option splice-auto', 7988, 19998, 1997",
        "' stats socket /tmp/budget.sock', ' option splice-auto\\n maxconn 500\\n fullconn 300', 9861, 20000, 125",
        "' stats socket /tmp/budget.sock\\n maxconn 1000', ' option splice-request', 1000, 2528, 250",
        "' stats socket /tmp/budget.sock\\n maxpipes 70', ' option splice-request', 9916, 20000, 70",
        "' stats socket /tmp/budget.sock\\n fd-hard-limit 3000\\n stats maxconn 55', '', 1463, 2999, 0"})
    void shouldComputeConnectionsAsHaproxy(
        final String global, final String listen, final int connections, final int sockets, final int pipes)
        throws IOException
    {
        final DescriptorBudget budget = BudgetProbe.of(
            GLOBAL + global.replace("\\n", "\n") + '\n' + LISTEN + listen.replace("\\n", "\n") + '\n', LIMIT);

        assertEquals(connections, budget.maxConnections());
        assertEquals(sockets, budget.sockets());
        assertEquals(pipes, budget.pipes());
    }

    @ParameterizedTest
    @CsvSource({"100, 100, 217", "1000, 491, 999"})
    void shouldKeepAHundredConnectionsHoweverFewDescriptors(
        final long limit, final int connections, final int sockets) throws IOException
    {
        final DescriptorBudget budget = BudgetProbe.of(GLOBAL + LISTEN, limit);

        assertEquals(connections, budget.maxConnections());
        assertEquals(sockets, budget.sockets());
    }

    @ParameterizedTest
    @CsvSource({"128, 3600, 7228", "300, 8500, 17028", "1024, 9900, 19828"})
    void shouldComputeConnectionsOfMemory(final String megabytes, final int connections, final int sockets)
        throws IOException
    {
        final DescriptorBudget budget = BudgetProbe.of(GLOBAL + SOCKET + LISTEN, LIMIT, "-m", megabytes);

        assertEquals(connections, budget.maxConnections());
        assertEquals(sockets, budget.sockets());
    }

    @Test
    void shouldAnnounceWhatItWorkedOut() throws IOException
    {
        final Messages messages = Messages.collecting();

        BudgetProbe.of(GLOBAL + LISTEN, LIMIT).announce(messages);
        BudgetProbe.of(GLOBAL + LISTEN, LIMIT, "-n", "50").announce(messages);

        assertEquals(List.of("Automatically setting global.maxconn to 9991."),
            messages.given().stream().map(Messages.Message::text).toList());
    }

    @Test
    void shouldRefuseToStartBeyondTheHardLimit() throws IOException
    {
        final Messages messages = Messages.collecting();

        assertFalse(BudgetProbe.of(GLOBAL + " fd-hard-limit 60\n" + LISTEN, LIMIT).raise(messages));

        final String text = messages.given().getFirst().text();
        assertTrue(text.startsWith("[haproxy.main()] Cannot raise FD limit to 217, current limit is 60 and hard limit"),
            text);
    }

    @Test
    void shouldGoOnWithAWarningWhenLimitsAreNotStrict() throws IOException
    {
        final Messages messages = Messages.collecting();
        final DescriptorBudget budget =
            BudgetProbe.of(GLOBAL + " no strict-limits\n fd-hard-limit 60\n" + LISTEN, LIMIT);

        assertTrue(budget.raise(messages));

        assertEquals(0, messages.alertCount());
        assertEquals(2, messages.warningCount());
    }
}
