/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.server.Health;
import io.fairlead.engine.server.HealthStatus;
import io.fairlead.engine.server.Server;
import io.fairlead.engine.server.ServerMonitor;
import io.fairlead.engine.server.ServerOrders;

/**
 * What an agent says about its server, in one line: health ({@code up}, {@code down}, {@code stopped}, {@code fail}),
 * administration ({@code ready}, {@code drain}, {@code maint}), weight, {@code maxconn:}, and a description behind
 * {@code #}. Of several words of a kind the last one counts. Source: configuration.txt 5.2 "agent-check".
 */
public final class AgentReply implements CheckReply
{
    /** The one judge of them all. */
    public static final AgentReply INSTANCE = new AgentReply();

    private static final String MAXCONN = "maxconn:";
    private static final String WEIGHT = "weight:";

    private AgentReply()
    {
    }

    /**
     * The steps of {@code agent-check}.
     *
     * @return rules, complete.
     */
    public static CheckRuleSet rules()
    {
        final CheckRuleSet rules = new CheckRuleSet(CheckRuleSet.Protocol.AGENT);
        final CheckStep.Send send = new CheckStep.Send();
        send.isAgentText = true;
        rules.steps.add(send);
        final CheckStep.Expect expect = new CheckStep.Expect();
        expect.pattern = CheckStep.Pattern.CUSTOM;
        expect.reply = INSTANCE;
        expect.index = 1;
        rules.steps.add(expect);
        rules.complete(null);
        return rules;
    }

    @Override
    public Verdict judge(
        final CheckRun run, final UnsafeBuffer buffer, final int offset, final int length, final boolean isLast)
    {
        final Server server = run.plan().server();
        final Health agent = server.agent();
        if (!agent.isEnabled())
        {
            return Verdict.STOP;
        }
        int end = 0;
        while (end < length && !isEnd(buffer.getByte(offset + end)))
        {
            end++;
        }
        if (end == length || 0 == buffer.getByte(offset + end))
        {
            // as in HAProxy, the first answer that is not complete lasts until the time is over
            if (!isLast || HealthStatus.Result.UNKNOWN == agent.status().result())
            {
                return Verdict.WAIT;
            }
            run.report(agent.status(), "Ignoring incomplete line from agent");
            return Verdict.STOP;
        }
        final byte[] line = new byte[end];
        buffer.getBytes(offset, line);
        new Line(run, server, agent).obey(new String(line, ISO_8859_1));
        return Verdict.STOP;
    }

    private static boolean isEnd(final byte b)
    {
        return 0 == b || '\n' == b || '\r' == b;
    }

    /** One line of an agent. */
    private static final class Line
    {
        private final CheckRun run;
        private final Server server;
        private final Health agent;
        private HealthStatus status = HealthStatus.CHECKED;
        private String health;
        private String administration;
        private String weight;
        private String maxConn;
        private String error;
        private String warning;

        private Line(final CheckRun run, final Server server, final Health agent)
        {
            this.run = run;
            this.server = server;
            this.agent = agent;
        }

        private void obey(final String line)
        {
            int at = 0;
            String description = "";
            while (at < line.length())
            {
                if (isSeparator(line.charAt(at)))
                {
                    at++;
                    continue;
                }
                if ('#' == line.charAt(at))
                {
                    description = line.substring(at + 1).replaceFirst("^[ \t]+", "");
                    break;
                }
                int end = at + 1;
                while (end < line.length() && !isSeparator(line.charAt(end)))
                {
                    end++;
                }
                word(line.substring(at, end));
                at = end;
            }
            administer();
            adjust();
            tell(description);
        }

        private static boolean isSeparator(final char c)
        {
            return ' ' == c || '\t' == c || ',' == c;
        }

        private void word(final String word)
        {
            final String lower = word.toLowerCase(Locale.ROOT);
            switch (lower)
            {
                case "up" -> health(word, agent.maximum(), HealthStatus.L7_OK);
                case "down", "stopped", "fail" -> health(word, 0, HealthStatus.L7_STATUS);
                case "ready", "drain", "maint" -> administration = lower;
                default -> other(word, lower);
            }
        }

        private void other(final String word, final String lower)
        {
            if (word.charAt(0) >= '0' && word.charAt(0) <= '9' && word.indexOf('%') >= 0)
            {
                weight = word;
            }
            else if (lower.startsWith(MAXCONN))
            {
                maxConn = word.substring(MAXCONN.length());
            }
            else if (lower.startsWith(WEIGHT))
            {
                weight = word.substring(WEIGHT.length());
            }
            else if (null == error)
            {
                error = word;
            }
        }

        private void health(final String word, final int standing, final HealthStatus newStatus)
        {
            agent.health(standing);
            status = newStatus;
            health = word;
        }

        /** First, so that what follows is judged in the new state. */
        private void administer()
        {
            if (null == administration)
            {
                return;
            }
            final ServerMonitor monitor = run.context().judge().monitor();
            final long nowMs = run.context().nowMs();
            switch (administration)
            {
                case "drain" -> monitor.drain(server, nowMs);
                case "maint" -> monitor.maintain(server, nowMs);
                default -> monitor.ready(server, nowMs);
            }
        }

        private void adjust()
        {
            final ServerMonitor monitor = run.context().judge().monitor();
            if (null != weight)
            {
                warning = ServerOrders.weight(monitor, server, weight, run.context().nowMs());
            }
            if (null != maxConn)
            {
                final String problem = ServerOrders.maxConn(monitor, server, maxConn);
                warning = null == warning ? problem : warning;
            }
        }

        private void tell(final String description)
        {
            if (null != health)
            {
                String text = description;
                if (text.isEmpty() || HealthStatus.L7_OK == status)
                {
                    text = null != error ? error : null != warning ? warning : text;
                }
                run.report(status, "via agent : " + health + (text.isEmpty() ? "" : " (" + text + ')'));
            }
            else if (null != error)
            {
                run.report(status, "agent reports an error : " + error);
            }
            else if (null != warning)
            {
                run.report(status, "agent warns : " + warning);
            }
            else
            {
                run.report(status, null);
            }
        }
    }
}
