/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of one request, and why. Filled while it is carried, then read by reports. */
public final class Account
{
    /** Whether a value would be the same another time. */
    public enum Variation
    {
        /** It follows from the request and the configuration. */
        NONE,
        /** It is the time of day or a duration. */
        TIME,
        /** It is random. */
        RANDOM,
        /** It is a state of the process or its servers, here that of a process just started. */
        STATE
    }

    /**
     * A value that was looked at.
     *
     * @param expression as written.
     * @param type       of the value; empty when there was none.
     * @param text       the value, bytes as characters 0 to 255; null when there was none.
     * @param variation  whether it would be the same another time.
     */
    public record Value(String expression, String type, String text, Variation variation)
    {
    }

    /**
     * One test of a condition.
     *
     * @param name      of the ACL; empty for one in braces.
     * @param texts     its lines.
     * @param places    of its lines, {@code file:line}.
     * @param outcome   {@code yes}, {@code no}, or {@code unknown} while data are missing.
     * @param isNegated whether the condition wants it not to hold.
     * @param values    it looked at.
     */
    public record Test(
        String name, List<String> texts, List<String> places, String outcome, boolean isNegated, List<Value> values)
    {
    }

    /**
     * A rule that was looked at.
     *
     * @param place     {@code file:line}.
     * @param text      of the line.
     * @param isApplied whether its condition held.
     * @param outcome   {@code skipped}, {@code applied}, {@code waits}, or what ended the rules, such as {@code deny}.
     * @param tests     of its condition, as far as they were needed.
     * @param values    its action looked at.
     * @param changes   what it changed, one line each.
     */
    public record Rule(
        String place, String text, boolean isApplied, String outcome, List<Test> tests, List<Value> values,
        List<String> changes)
    {
    }

    /**
     * Rules of one kind of one proxy.
     *
     * @param proxy kind and name of the section, such as {@code frontend web}.
     * @param kind  words that begin its lines, such as {@code http-request}.
     * @param rules looked at, in order.
     */
    public record Rules(String proxy, String kind, List<Rule> rules)
    {
    }

    /**
     * A server of the backend.
     *
     * @param name    of the server.
     * @param address of the server.
     * @param state   as {@code show stat} has it.
     * @param weight  of the server.
     * @param roles   such as backup.
     */
    public record ServerLine(String name, String address, String state, int weight, String roles)
    {
    }

    /** Request as the client sends it. */
    public byte[] request = {};
    /** Where it comes from. */
    public String source = "";
    /** Whether that was assumed. */
    public boolean isSourceAssumed;
    /** Where it goes to. */
    public String destination = "";
    /** Whether that was assumed. */
    public boolean isDestinationAssumed;
    /** Name of the frontend. */
    public String frontend = "";
    /** Kind of its section. */
    public String frontendKind = "";
    /** Place of its section. */
    public String frontendPlace = "";
    /** Whether it speaks HTTP. */
    public boolean isHttp;
    /** The bind line, and its place; empty when none fits. */
    public String bind = "";
    /** Place of the bind line. */
    public String bindPlace = "";
    /** How the frontend was found. */
    public String frontendReason = "";
    /** Rules in the order they were looked at. */
    public final List<Rules> rules = new ArrayList<>();
    /** Backend; null when none was reached. */
    public String backend;
    /** Place of its section. */
    public String backendPlace = "";
    /** How the backend was found. */
    public String backendReason = "";
    /** How it chooses servers. */
    public String balance = "";
    /** Its servers. */
    public final List<ServerLine> servers = new ArrayList<>();
    /** Server; null when none was reached. */
    public String server;
    /** Address it is connected to. */
    public String serverAddress = "";
    /** How the server was found. */
    public final List<String> serverReasons = new ArrayList<>();
    /** What the server is sent, with headers of protocols before the request. */
    public byte[] sent = {};
    /** What the server answers by assumption; null when nothing is assumed. */
    public byte[] response;
    /** What the client is sent. */
    public byte[] answer = {};
    /** Status of the answer; 0 when it is not known or there is none. */
    public int status;
    /** Termination state of the log; empty while the stream goes on. */
    public String state = "";
    /**
     * Whether the client's connection is closed, and how: {@code open}, {@code closed}, {@code reset} or {@code
     * silent}.
     */
    public String connection = "open";
    /** Time that would have gone by, ms. */
    public long waitedMs;
    /** Variables at the end, by full name. */
    public final Map<String, String> variables = new LinkedHashMap<>();
    /** What could not be foreseen. */
    public final List<String> unknowns = new ArrayList<>();

    /** Where the rule stands that ended the request, {@code file:line}; null when none did. */
    public String finalPlace()
    {
        final Rule rule = finalRule();
        return null == rule ? null : rule.place();
    }

    /** The rule that ended the request; null when none did. */
    Rule finalRule()
    {
        Rule last = null;
        for (final Rules set : rules)
        {
            for (final Rule rule : set.rules())
            {
                if (rule.isApplied() && Outcomes.isFinal(rule.outcome()))
                {
                    last = rule;
                }
            }
        }
        return last;
    }
}
