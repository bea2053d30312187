/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.fairlead.engine.balance.BalanceSettings;
import io.fairlead.engine.check.CheckRuleSet;
import io.fairlead.engine.compress.CompressionSettings;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.LogTargetSettings;
import io.fairlead.engine.filter.FilterSettings;
import io.fairlead.engine.format.LogOrigin;
import io.fairlead.engine.server.ServerSettings;
import io.fairlead.engine.server.SourceSettings;

/**
 * One proxy section ({@code frontend}, {@code backend}, {@code listen}) or {@code defaults}. Filled while a
 * configuration is read and treated as immutable afterwards; a record of values without behaviour to protect, therefore
 * with public fields. Comments give unit and default; -1 or null mean "not set". Source: configuration.txt 4.
 */
public final class ProxySettings
{
    /** Kind of section. */
    public enum Kind
    {
        /** {@code frontend}. */
        FRONTEND,
        /** {@code backend}. */
        BACKEND,
        /** {@code listen}. */
        LISTEN,
        /** {@code defaults}. */
        DEFAULTS
    }

    /** {@code mode}. */
    public enum Mode
    {
        /** Plain TCP. */
        TCP,
        /** HTTP. */
        HTTP,
        /** {@code mode log} of a backend. */
        LOG,
        /** {@code mode spop}. */
        SPOP
    }

    /** What happens to connections after a response. */
    public enum HttpMode
    {
        /** {@code http-keep-alive}, the default. */
        KEEP_ALIVE,
        /** {@code http-server-close}. */
        SERVER_CLOSE,
        /** {@code httpclose}. */
        CLOSE
    }

    /** {@code http-reuse}. */
    public enum HttpReuse
    {
        /** {@code never}. */
        NEVER,
        /** {@code safe}, the default. */
        SAFE,
        /** {@code aggressive}. */
        AGGRESSIVE,
        /** {@code always}. */
        ALWAYS
    }

    /** {@code option http-restrict-req-hdr-names}. */
    public enum RestrictNames
    {
        /** Not written: preserve in tcp mode; with FastCGI, delete. */
        UNSET,
        /** {@code preserve}. */
        PRESERVE,
        /** {@code delete}. */
        DELETE,
        /** {@code reject}. */
        REJECT
    }

    /** Bits of {@link #retryOn}. */
    public enum RetryOn
    {
        /** {@code conn-failure}. */
        CONN_FAILURE,
        /** {@code empty-response}. */
        EMPTY_RESPONSE,
        /** {@code junk-response}. */
        JUNK_RESPONSE,
        /** {@code response-timeout}. */
        RESPONSE_TIMEOUT,
        /** {@code 0rtt-rejected}. */
        ZERO_RTT_REJECTED
    }

    /** Which predefined log line was asked for. */
    public enum LogStyle
    {
        /** None: the short default line. */
        NONE,
        /** {@code option tcplog}. */
        TCP,
        /** {@code option tcplog clf}. */
        TCP_CLF,
        /** {@code option httplog}. */
        HTTP,
        /** {@code option httplog clf}. */
        HTTP_CLF,
        /** {@code option httpslog}. */
        HTTPS,
        /** {@code log-format}: {@link ProxySettings#logFormatText}. */
        CUSTOM
    }

    // ---- identity ----
    /** Kind of section. */
    public Kind kind = Kind.DEFAULTS;
    /** Compiled rules and formats. */
    public final ProxyRules rules = new ProxyRules();
    /** Name; may be empty for defaults. */
    public String name = "";
    /** File of the section. */
    public String file = "";
    /** Line of the section. */
    public int line;
    /** Numeric id, given or assigned; 0 before. */
    public int id;
    /** Whether {@code id} was written. */
    public boolean isIdForced;
    /** {@code guid}; null. */
    public String guid;
    /** {@code description}; null. */
    public String description;
    /** Defaults section it started from; null. */
    public ProxySettings defaults;
    /** {@code mode}. */
    public Mode mode = Mode.TCP;
    /** {@code disabled}. */
    public boolean isDisabled;
    /** All {@code option} words in force that are plain switches. */
    public final Set<ProxyOption> options = EnumSet.noneOf(ProxyOption.class);
    /** Options switched off by {@code no option}. */
    public final Set<ProxyOption> negatedOptions = EnumSet.noneOf(ProxyOption.class);

    // ---- listening side ----
    /** {@code bind} lines. */
    public final List<BindSettings> binds = new ArrayList<>();
    /**
     * {@code maxconn} of a frontend, or of a backend (where it limits the streams in flight); 0 = the process's limit.
     */
    public int maxConn;
    /** {@code rate-limit sessions}, per second; 0 = no limit. */
    public int rateLimitSessions;
    /** {@code backlog}; 0 = maxconn. */
    public int backlog;
    /** {@code default_backend} name; null. */
    public String defaultBackendName;
    /** {@link #defaultBackendName} once resolved; null. */
    public ProxySettings defaultBackend;
    /** {@code monitor-uri}; null. */
    public String monitorUri;
    /** {@code option http-keep-alive}, {@code http-server-close}, {@code httpclose}. */
    public HttpMode httpMode = HttpMode.KEEP_ALIVE;
    /** {@code option http-restrict-req-hdr-names}. */
    public RestrictNames restrictNames = RestrictNames.UNSET;
    /** {@code cookie} line. */
    public final CookieSettings cookie = new CookieSettings();
    /** {@code capture cookie} name, a trailing {@code *} removed; null. */
    public String captureCookieName;
    /** {@code capture cookie ... len}, bytes. */
    public int captureCookieLength;

    // ---- timeouts, ms, -1 = not set (0 is the same as not set) ----
    /** {@code timeout client}. */
    public int clientTimeoutMs = -1;
    /** {@code timeout client-fin}; client. */
    public int clientFinTimeoutMs = -1;
    /** {@code timeout client-hs}; client. */
    public int clientHandshakeTimeoutMs = -1;
    /** {@code timeout http-request}; client. */
    public int httpRequestTimeoutMs = -1;
    /** {@code timeout http-keep-alive}; http-request, else client. */
    public int httpKeepAliveTimeoutMs = -1;
    /** {@code timeout tarpit}; connect. */
    public int tarpitTimeoutMs = -1;
    /** {@code timeout connect}. */
    public int connectTimeoutMs = -1;
    /** {@code timeout queue}; connect. */
    public int queueTimeoutMs = -1;
    /** {@code timeout server}. */
    public int serverTimeoutMs = -1;
    /** {@code timeout server-fin}; server. */
    public int serverFinTimeoutMs = -1;
    /** {@code timeout tunnel}; client and server. */
    public int tunnelTimeoutMs = -1;
    /** {@code timeout check}. */
    public int checkTimeoutMs = -1;

    // ---- forwarding headers and errors ----
    /** {@code forwardfor}, {@code originalto}, {@code forwarded}. */
    public final ForwardingSettings forwarding = new ForwardingSettings();

    // ---- logging ----
    /** {@code log} lines; {@code log global} stands for the same objects as in the global settings. */
    public final List<LogTargetSettings> logs = new ArrayList<>();
    /** {@code log-tag}; null. */
    public String logTag;
    /** Which log line. */
    public LogStyle logStyle = LogStyle.NONE;
    /** {@code log-format} text; null unless {@link LogStyle#CUSTOM}. */
    public String logFormatText;
    /** {@code log-format-sd} text; null. */
    public String logFormatSdText;
    /** {@code error-log-format} text; null. */
    public String errorLogFormatText;
    /** {@code unique-id-format} text; null. */
    public String uniqueIdFormatText;
    /** {@code unique-id-header}; null. */
    public String uniqueIdHeader;
    /** {@code log-steps}: moments, empty for all of them; null = as usual. */
    public Set<LogOrigin> logSteps;

    // ---- filters ----
    /** {@code filter} lines in order, and the compression that needs none. */
    public final List<FilterSettings> filters = new ArrayList<>();
    /** {@code compression} lines; null. */
    public CompressionSettings compression;

    // ---- TCP keep-alive ----
    /** {@code clitcpka-cnt}; 0 = system's. */
    public int clientKeepAliveCount;
    /** {@code clitcpka-idle}, seconds; 0 = system's. */
    public int clientKeepAliveIdleSec;
    /** {@code clitcpka-intvl}, seconds; 0 = system's. */
    public int clientKeepAliveIntervalSec;
    /** {@code srvtcpka-cnt}; 0 = system's. */
    public int serverKeepAliveCount;
    /** {@code srvtcpka-idle}, seconds; 0 = system's. */
    public int serverKeepAliveIdleSec;
    /** {@code srvtcpka-intvl}, seconds; 0 = system's. */
    public int serverKeepAliveIntervalSec;

    // ---- server side ----
    /** {@code server} lines and expanded {@code server-template}s, in order. */
    public final List<ServerSettings> servers = new ArrayList<>();
    /** {@code default-server}. */
    public final ServerSettings defaultServer = new ServerSettings();
    /** Whether {@code default-server} was written here or in the defaults. */
    public boolean hasDefaultServer;
    /** {@code balance}, {@code hash-type}. */
    public final BalanceSettings balance = new BalanceSettings();
    /** {@code retries}. */
    public int retries = 3;
    /** {@code retry-on}, without status codes. */
    public final Set<RetryOn> retryOn = EnumSet.of(RetryOn.CONN_FAILURE);
    /** {@code retry-on} status codes. */
    public final BitSet retryOnStatus = new BitSet();
    /** {@code dispatch}: where to connect without servers; null. */
    public AddressSpec dispatch;
    /** Whether servers are chosen by {@link #balance}, not left out for {@link #dispatchAddress()}. */
    public boolean isBalanced = true;
    /** {@code option redispatch}. */
    public boolean isRedispatch;
    /** {@code option redispatch} interval: n every n-th retry, negative counts from the last; 0 when off. */
    public int redispatchInterval;
    /** {@code fullconn}; 0 = computed from the frontends (10 %). */
    public int fullConn;
    /** {@code source}; null. */
    public SourceSettings source;
    /** {@code http-reuse}. */
    public HttpReuse httpReuse = HttpReuse.SAFE;
    /** {@code http-send-name-header}; null. */
    public String sendNameHeader;
    /** {@code max-session-srv-conns}. */
    public int maxSessionServerConns = 5;
    /** {@code max-keep-alive-queue}; -1 = no limit. */
    public int maxKeepAliveQueue = -1;
    /** {@code load-server-state-from-file}: null, global, local, none. */
    public String loadServerState;
    /** {@code server-state-file-name}; null. */
    public String serverStateFileName;
    /** {@code hash-type} and friends live in {@link #balance}; {@code force-be-switch}. */
    public boolean isBackendSwitchForced;
    /** Health checks of this backend. */
    public final CheckSettings check = new CheckSettings();

    /** How servers are checked. */
    public static final class CheckSettings
    {
        /** Rules in force, maybe of the defaults section; null = connect only, or a program. */
        public CheckRuleSet rules;
        /** {@code option external-check}. */
        public boolean isExternal;
        /** {@code external-check command}; null. */
        public String command;
        /** {@code external-check path}; null. */
        public String path;
        /** {@code tcp-check} lines stand in the section while another kind of check is in force. */
        public boolean areTcpRulesUnused;
        /** {@code http-check} lines stand in the section while another kind of check is in force. */
        public boolean areHttpRulesUnused;
        private CheckRuleSet tcp;
        private CheckRuleSet http;

        /** Rules written by {@code tcp-check} lines of this section. */
        public CheckRuleSet ownTcp()
        {
            if (null == tcp)
            {
                tcp = new CheckRuleSet(CheckRuleSet.Protocol.TCP);
            }
            return tcp;
        }

        /** Rules written by {@code http-check} lines and {@code option httpchk} of this section. */
        public CheckRuleSet ownHttp()
        {
            if (null == http)
            {
                http = new CheckRuleSet(CheckRuleSet.Protocol.HTTP);
            }
            return http;
        }

        /** Note whether rules of a kind have no effect so far. */
        public void markUnused(final boolean isHttp, final boolean isUnused)
        {
            if (isHttp)
            {
                areHttpRulesUnused = isUnused;
            }
            else
            {
                areTcpRulesUnused = isUnused;
            }
        }
    }

    /** Whether it has a listening side. */
    public boolean isFrontend()
    {
        return Kind.FRONTEND == kind || Kind.LISTEN == kind;
    }

    /** Whether it has a server side. */
    public boolean isBackend()
    {
        return Kind.BACKEND == kind || Kind.LISTEN == kind;
    }

    /**
     * Where to connect when no server is chosen: {@code dispatch}, else with {@code option transparent} any address,
     * which stands for the one the client came to.
     *
     * @return address, or null.
     */
    public AddressSpec dispatchAddress()
    {
        if (null != dispatch || !has(ProxyOption.TRANSPARENT))
        {
            return dispatch;
        }
        final AddressSpec any = new AddressSpec();
        any.address.inet(0, 0);
        return any;
    }

    /**
     * Sockets that {@code option socket-stats} counts apart.
     *
     * @return how many; 0 without the option.
     */
    public int countedSockets()
    {
        return has(ProxyOption.SOCKET_STATS) ? binds.stream().mapToInt(BindSettings::socketCount).sum() : 0;
    }

    /** Whether an option is on. */
    public boolean has(final ProxyOption option)
    {
        return options.contains(option);
    }

    @Override
    public String toString()
    {
        return kind.name().toLowerCase(Locale.ROOT) + ' ' + name;
    }

    /** Whether a request whose response never begins is sent again, whatever the reason. */
    boolean isRetryingLost()
    {
        return retryOn.contains(RetryOn.CONN_FAILURE) && retryOn.contains(RetryOn.EMPTY_RESPONSE) &&
            retryOn.contains(RetryOn.RESPONSE_TIMEOUT);
    }
}
