/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.util.EnumSet;

import io.fairlead.engine.proxy.ForwardingSettings;
import io.fairlead.engine.proxy.ProxySettings;
import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.server.SourceSettings;

/** What a new section takes from a defaults section. Source: configuration.txt 4 "Proxies". */
final class ProxyInheritance
{
    private ProxyInheritance()
    {
    }

    static void apply(final ProxyBuild from, final ProxyBuild to)
    {
        final ProxySettings source = from.settings;
        final ProxySettings target = to.settings;
        target.defaults = source;
        target.defaultServer.inherit(source.defaultServer);
        target.hasDefaultServer = source.hasDefaultServer;
        target.isDisabled = source.isDisabled;
        target.options.addAll(source.options);
        target.negatedOptions.addAll(source.negatedOptions);
        target.httpMode = source.httpMode;
        target.httpReuse = source.httpReuse;
        target.restrictNames = source.restrictNames;
        target.isRedispatch = source.isRedispatch;
        target.retryOn.clear();
        target.retryOn.addAll(source.retryOn);
        target.retryOnStatus.or(source.retryOnStatus);
        forwarding(source.forwarding, target.forwarding);
        to.forwarded = from.forwarded;
        target.sendNameHeader = source.sendNameHeader;
        to.errors.addAll(from.errors);
        target.mode = source.mode;
        target.compression = CompressionSettings.inherit(source.compression);
        target.logs.addAll(source.logs);
        target.logTag = source.logTag;
        target.uniqueIdFormatText = source.uniqueIdFormatText;
        to.uniqueId = from.uniqueId;
        target.uniqueIdHeader = source.uniqueIdHeader;
        target.rules.requestInspectDelayMs = source.rules.requestInspectDelayMs;
        target.rules.responseInspectDelayMs = source.rules.responseInspectDelayMs;
        if (Placement.isFront(target))
        {
            frontend(from, to);
        }
        if (Placement.isBack(target))
        {
            backend(source, target);
        }
    }

    private static void forwarding(final ForwardingSettings source, final ForwardingSettings target)
    {
        target.forwardFor = source.forwardFor;
        target.originalTo = source.originalTo;
        if (null != source.forwarded)
        {
            target.forwarded = new ForwardingSettings.Forwarded();
            target.forwarded.isProto = source.forwarded.isProto;
            node(source.forwarded.host, target.forwarded.host);
            node(source.forwarded.by, target.forwarded.by);
            node(source.forwarded.forNode, target.forwarded.forNode);
        }
    }

    private static void node(final ForwardingSettings.Node source, final ForwardingSettings.Node target)
    {
        target.name = source.name;
        target.expressionText = source.expressionText;
        target.port = source.port;
        target.portExpressionText = source.portExpressionText;
    }

    private static void frontend(final ProxyBuild from, final ProxyBuild to)
    {
        final ProxySettings source = from.settings;
        final ProxySettings target = to.settings;
        target.maxConn = source.maxConn;
        target.backlog = source.backlog;
        target.rateLimitSessions = source.rateLimitSessions;
        target.maxSessionServerConns = source.maxSessionServerConns;
        target.clientKeepAliveCount = source.clientKeepAliveCount;
        target.clientKeepAliveIdleSec = source.clientKeepAliveIdleSec;
        target.clientKeepAliveIntervalSec = source.clientKeepAliveIntervalSec;
        target.clientTimeoutMs = source.clientTimeoutMs;
        target.clientHandshakeTimeoutMs = source.clientHandshakeTimeoutMs;
        target.clientFinTimeoutMs = source.clientFinTimeoutMs;
        commonTimeouts(source, target);
        target.monitorUri = source.monitorUri;
        target.defaultBackendName = source.defaultBackendName;
        target.logStyle = source.logStyle;
        target.logFormatText = source.logFormatText;
        target.logFormatSdText = source.logFormatSdText;
        target.errorLogFormatText = source.errorLogFormatText;
        to.logFormat = from.logFormat;
        to.logFormatSd = from.logFormatSd;
        to.errorLogFormat = from.errorLogFormat;
        target.logSteps = null == source.logSteps ? null : EnumSet.copyOf(source.logSteps);
        target.rules.captures.inherit(source.rules.captures);
    }

    private static void commonTimeouts(final ProxySettings source, final ProxySettings target)
    {
        target.tarpitTimeoutMs = source.tarpitTimeoutMs;
        target.httpRequestTimeoutMs = source.httpRequestTimeoutMs;
        target.httpKeepAliveTimeoutMs = source.httpKeepAliveTimeoutMs;
    }

    private static void backend(final ProxySettings source, final ProxySettings target)
    {
        final String affinity = target.balance.hashPreserveAffinity;
        target.balance.inherit(source.balance);
        target.balance.hashPreserveAffinity = affinity; // HAProxy does not inherit this one
        target.fullConn = source.fullConn;
        target.retries = source.retries;
        target.redispatchInterval = source.redispatchInterval;
        target.maxKeepAliveQueue = source.maxKeepAliveQueue;
        target.check.rules = source.check.rules;
        target.check.isExternal = source.check.isExternal;
        target.check.command = source.check.command;
        target.check.path = source.check.path;
        target.source = copy(source.source);
        target.loadServerState = source.loadServerState;
        target.cookie.inherit(source.cookie);
        target.serverKeepAliveCount = source.serverKeepAliveCount;
        target.serverKeepAliveIdleSec = source.serverKeepAliveIdleSec;
        target.serverKeepAliveIntervalSec = source.serverKeepAliveIntervalSec;
        target.connectTimeoutMs = source.connectTimeoutMs;
        target.serverTimeoutMs = source.serverTimeoutMs;
        target.serverFinTimeoutMs = source.serverFinTimeoutMs;
        target.checkTimeoutMs = source.checkTimeoutMs;
        target.queueTimeoutMs = source.queueTimeoutMs;
        target.tunnelTimeoutMs = source.tunnelTimeoutMs;
        commonTimeouts(source, target);
        if (ProxySettings.Kind.BACKEND == target.kind)
        {
            target.maxConn = 0; // a limit of defaults is meant for frontends
        }
    }

    /** A copy, as a later line in the inheriting section changes single values. */
    static SourceSettings copy(final SourceSettings source)
    {
        if (null == source)
        {
            return null;
        }
        final SourceSettings copy = new SourceSettings();
        copy.address = source.address;
        copy.transparent = source.transparent;
        copy.transparentAddress.copyFrom(source.transparentAddress);
        copy.headerName = source.headerName;
        copy.headerOccurrence = source.headerOccurrence;
        copy.interfaceName = source.interfaceName;
        return copy;
    }
}
