/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;

import io.fairlead.engine.acl.Condition;
import io.fairlead.engine.format.LogFormat;
import io.fairlead.engine.rules.CaptureSlots;
import io.fairlead.engine.rules.Phase;
import io.fairlead.engine.rules.Reply;
import io.fairlead.engine.rules.RuleSet;

/**
 * The rules of one proxy, compiled: rule sets by phase, how a backend and a server are chosen, formats. Filled while
 * the configuration is read, treated as immutable afterwards; a record of values without behaviour to protect,
 * therefore with public fields.
 */
public final class ProxyRules
{
    /**
     * One {@code use_backend} line.
     *
     * @param condition when it applies, or null for always.
     * @param backend   where to; null when the name is computed.
     * @param name      computes the name; null when the backend is fixed.
     * @param file      of the line.
     * @param line      number of the line.
     */
    public record BackendSwitch(Condition condition, ProxySettings backend, LogFormat name, String file, int line)
    {
    }

    /**
     * One {@code use-server} line.
     *
     * @param condition when it applies, or null for always.
     * @param server    name of the server; null when it is computed.
     * @param name      computes the name; null when the server is fixed.
     * @param file      of the line.
     * @param line      number of the line.
     */
    public record ServerSwitch(Condition condition, String server, LogFormat name, String file, int line)
    {
    }

    /**
     * One {@code force-persist} or {@code ignore-persist} line.
     *
     * @param condition when it applies.
     * @param isForced  whether a cookie is followed even to a server that is down, or not at all.
     * @param file      of the line.
     * @param line      number of the line.
     */
    public record PersistenceRule(Condition condition, boolean isForced, String file, int line)
    {
    }

    /** Rule sets that have rules, by phase. */
    public final Map<Phase, RuleSet> sets = new EnumMap<>(Phase.class);
    /** {@code redirect} lines; they run behind {@code http-request}, even behind its {@code allow}; null = none. */
    public RuleSet redirects;
    /** {@code use_backend} lines in order. */
    public final List<BackendSwitch> backendSwitches = new ArrayList<>();
    /** {@code use-server} lines in order. */
    public final List<ServerSwitch> serverSwitches = new ArrayList<>();
    /** {@code force-persist} and {@code ignore-persist} lines in order. */
    public final List<PersistenceRule> persistence = new ArrayList<>();
    /** {@code monitor fail} conditions. */
    public final List<Condition> monitorFailures = new ArrayList<>();
    /** {@code tcp-request inspect-delay} in milliseconds; 0 = none. */
    public int requestInspectDelayMs;
    /** {@code tcp-response inspect-delay} in milliseconds; 0 = none. */
    public int responseInspectDelayMs;
    /** Slots of {@code capture} and {@code declare capture}. */
    public CaptureSlots captures = new CaptureSlots();
    /** Replies by status: {@code errorfile}, {@code errorloc}, {@code http-error}, {@code errorfiles}. */
    public final Map<Integer, Reply> errorReplies = new HashMap<>();
    /** Format of the log record; null = none. */
    public LogFormat logFormat;
    /** Format of the record of a failed session or connection; null = the default line. */
    public LogFormat errorLogFormat;
    /** RFC 5424 structured data of the record; null = none. */
    public LogFormat structuredDataFormat;
    /** {@code unique-id-format}; null = none. */
    public LogFormat uniqueIdFormat;

    /**
     * Rules of a phase.
     *
     * @param phase of the stream.
     * @return rule set, or null when there are no rules.
     */
    public RuleSet set(final Phase phase)
    {
        return sets.get(phase);
    }
}
