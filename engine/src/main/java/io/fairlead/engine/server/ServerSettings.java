/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;

/**
 * One {@code server} line, or the {@code default-server} settings of a proxy. Filled while a configuration is read and
 * treated as immutable afterwards; a record of values without behaviour to protect, therefore with public fields.
 * Comments give unit and default; -1 or null mean "not set". Source: configuration.txt 5.2.
 */
public final class ServerSettings
{
    /** What is added to a PROXY protocol version 2 header. */
    public enum ProxyV2Option
    {
        /** TLS information. */
        SSL,
        /** Common name of the client certificate. */
        CERT_CN,
        /** Key algorithm of the certificate. */
        CERT_KEY,
        /** Signature algorithm of the certificate. */
        CERT_SIG,
        /** Cipher. */
        SSL_CIPHER,
        /** Host name the client asked for. */
        AUTHORITY,
        /** Checksum. */
        CRC32C,
        /** Unique id. */
        UNIQUE_ID
    }

    /** A TLV of {@code set-proxy-v2-tlv-fmt}: type and the words of its log-format text. */
    public static final class ProxyV2Tlv
    {
        /** TLV type, 0 to 255. */
        public int type;
        /** Log-format text as written. */
        public String format;
        /** Compiled {@link #format}, an object of the log-format compiler. */
        public Object compiled;
    }

    /** {@link #index} of what a proxy connects to instead of servers. */
    public static final int UNLISTED = -1;

    // ---- identity ----
    /** File of the line. */
    public String file = "";
    /** Line number. */
    public int line;
    /** Name. */
    public String name;
    /** Numeric id, given or assigned; 0. */
    public int id;
    /** Whether {@link #id} was written. */
    public boolean isIdForced;
    /** {@code guid}; null. */
    public String guid;
    /** Position among the servers of its proxy, from 0; {@link #UNLISTED} for what is none of them. */
    public int index;
    /** Warning about the option read last, given by the reader of the line; null. */
    public String warning;
    /**
     * Whether no {@code default-server} preceded it: as in HAProxy 3.4, its checks then count from 0 although it is up.
     */
    public boolean isStandingUnknown;
    /** Whether it was added at run time. */
    public boolean isDynamic;
    /**
     * How many servers were removed before this one came, which tells it from an older one of its name ({@code srid}).
     */
    public int revision;
    /** Whether it came from {@code server-template}. */
    public boolean isFromTemplate;

    // ---- address ----
    /**
     * Where to connect; port form {@code OFFSET} adds to the port the client came to; no port keeps the client's port.
     */
    public AddressSpec address;
    /** {@code init-addr} methods in order: last, libc, none, or an IP; empty = default. */
    public final List<String> initAddr = new ArrayList<>();
    /** Name of the service record that lists the servers of a template ({@code _http._tcp.name}); null. */
    public String serviceRecord;
    /** How its name is resolved at run time. */
    public final ResolveSettings resolve = new ResolveSettings();
    /** {@code source}; null = the proxy's. */
    public SourceSettings source;
    /** {@code socks4} proxy address; null. */
    public AddressSpec socks4;
    /** {@code check-via-socks4}. */
    public boolean isCheckViaSocks4;
    /** {@code tfo}. */
    public boolean isFastOpen;
    /** {@code tcp-ut}, ms; 0 = system's. */
    public int tcpUserTimeoutMs;
    /** {@code cc}: congestion control algorithm; null. */
    public String congestionControl;
    /** {@code redir} prefix; null. */
    public String redirectPrefix;

    // ---- balancing and limits ----
    /** {@code weight}, 0 to 256. */
    public int weight = 1;
    /** {@code maxconn}; 0 = no limit. */
    public int maxConn;
    /** {@code minconn}; 0 = same as maxconn. */
    public int minConn;
    /** {@code maxqueue}; 0 = no limit; -1 after a 0 was written is not distinguished by HAProxy either. */
    public int maxQueue;
    /** {@code strict-maxconn}: connections, not requests, are counted. */
    public boolean isStrictMaxConn;
    /** {@code backup}. */
    public boolean isBackup;
    /** No address could be found at start: starts in maintenance until one is given. */
    public boolean isUnresolved;
    /** {@code disabled}: starts in maintenance. */
    public boolean isDisabled;
    /** {@code slowstart}, ms; 0 = none. */
    public int slowStartMs;
    /** {@code hash-key}: id, addr, addr-port or guid. */
    public String hashKey = "id";
    /** {@code cookie} value; null. */
    public String cookie;
    /** {@code non-stick}. */
    public boolean isNonStick;
    /** What a server state file says of it; null. */
    public SavedState saved;
    /** {@code track}: {@code backend/server} or {@code server}; null. */
    public String track;
    /** The server named by {@link #track}; null before it was found. */
    public ServerSettings tracked;

    // ---- health ----
    /** {@code check}. */
    public boolean isChecked;
    /** {@code inter}, ms. */
    public int interMs = 2000;
    /** {@code fastinter}, ms; 0 = inter. */
    public int fastInterMs;
    /** {@code downinter}, ms; 0 = inter. */
    public int downInterMs;
    /** {@code rise}. */
    public int rise = 2;
    /** {@code fall}. */
    public int fall = 3;
    /** {@code port}: port of checks; 0 = the server's. */
    public int checkPort;
    /** {@code addr}: address of checks; null = the server's. */
    public AddressSpec checkAddress;
    /** {@code healthcheck}: section that says how it is checked; null = its backend does. */
    public String healthCheck;
    /** {@code check-send-proxy}. */
    public boolean isCheckSendProxy;
    /** {@code check-reuse-pool}. */
    public boolean isCheckReusePool;
    /** {@code check-pool-conn-name}; null. */
    public String checkPoolConnName;
    /** {@code agent-check}. */
    public boolean isAgentChecked;
    /** {@code agent-inter}, ms; 0 = inter. */
    public int agentInterMs;
    /** {@code agent-port}, or {@code port} before it was written; 0 = the server's. */
    public int agentPort;
    /** Whether {@link #agentPort} was written by its own name. */
    public boolean isAgentPortForced;
    /** {@code agent-addr}, or {@code addr} before it was written; family NONE = the server's. */
    public final NetAddress agentAddress = new NetAddress();
    /** Whether {@link #agentAddress} was written by its own name. */
    public boolean isAgentAddressForced;
    /** {@code agent-send}; empty. */
    public String agentSend = "";
    /** {@code observe}: none, layer4 or layer7. */
    public String observe = "none";
    /** {@code on-error}: fastinter, fail-check, sudden-death, mark-down. */
    public String onError = "fail-check";
    /** {@code error-limit}. */
    public int errorLimit = 10;
    /** {@code on-marked-down}: empty or shutdown-sessions. */
    public String onMarkedDown = "";
    /** {@code on-marked-up}: empty or shutdown-backup-sessions. */
    public String onMarkedUp = "";
    /**
     * {@code init-state}: up, fully-up, down, fully-down; null when not given, which differs from up when leaving
     * maintenance.
     */
    public String initState;

    // ---- what is sent ----
    /** {@code send-proxy}. */
    public boolean isSendProxy;
    /** {@code send-proxy-v2} or one of its relatives. */
    public boolean isSendProxyV2;
    /** {@code proxy-v2-options} and those implied by {@code send-proxy-v2-ssl...}. */
    public final Set<ProxyV2Option> proxyV2Options = EnumSet.noneOf(ProxyV2Option.class);
    /** {@code set-proxy-v2-tlv-fmt}. */
    public final List<ProxyV2Tlv> proxyV2Tlvs = new ArrayList<>();
    /** {@code proto}: h1 or none; null = by mode. */
    public String protocol;
    /** {@code check-proto}; null. */
    public String checkProtocol;
    /** {@code ws}: auto, h1 or h2. */
    public String webSocketProtocol = "auto";
    /** {@code log-proto}: legacy or octet-count; null. */
    public String logProtocol;

    // ---- idle connections ----
    /** {@code pool-max-conn}; -1 = no limit. */
    public int poolMaxConn = -1;
    /** {@code pool-low-conn}. */
    public int poolLowConn;
    /** {@code pool-purge-delay}, ms. */
    public int poolPurgeDelayMs = 5000;
    /** {@code max-reuse}; -1 = no limit. */
    public int maxReuse = -1;
    /** {@code idle-ping}, ms; 0 = none. */
    public int idlePingMs;
    /** {@code pool-conn-name} text; null. */
    public String poolConnName;
    /** Compiled {@link #poolConnName}, an object of the expression compiler; null. */
    public Object poolConnNameExpression;

    /** A new line that starts from {@code other}, its lists copied; identity is not taken. */
    public ServerSettings inherit(final ServerSettings other)
    {
        source = other.source;
        socks4 = other.socks4;
        isCheckViaSocks4 = other.isCheckViaSocks4;
        isFastOpen = other.isFastOpen;
        tcpUserTimeoutMs = other.tcpUserTimeoutMs;
        congestionControl = other.congestionControl;
        redirectPrefix = other.redirectPrefix;
        initAddr.clear();
        initAddr.addAll(other.initAddr);
        resolve.inherit(other.resolve);
        weight = other.weight;
        maxConn = other.maxConn;
        minConn = other.minConn;
        maxQueue = other.maxQueue;
        isStrictMaxConn = other.isStrictMaxConn;
        isBackup = other.isBackup;
        isDisabled = other.isDisabled;
        slowStartMs = other.slowStartMs;
        hashKey = other.hashKey;
        cookie = other.cookie;
        isNonStick = other.isNonStick;
        track = other.track;
        inheritHealth(other);
        isSendProxy = other.isSendProxy;
        isSendProxyV2 = other.isSendProxyV2;
        proxyV2Options.clear();
        proxyV2Options.addAll(other.proxyV2Options);
        proxyV2Tlvs.clear();
        proxyV2Tlvs.addAll(other.proxyV2Tlvs);
        protocol = other.protocol;
        checkProtocol = other.checkProtocol;
        webSocketProtocol = other.webSocketProtocol;
        logProtocol = other.logProtocol;
        poolMaxConn = other.poolMaxConn;
        poolLowConn = other.poolLowConn;
        poolPurgeDelayMs = other.poolPurgeDelayMs;
        maxReuse = other.maxReuse;
        idlePingMs = other.idlePingMs;
        poolConnName = other.poolConnName;
        return this;
    }

    /**
     * Length of {@code slowstart}.
     *
     * @return seconds, rounded up; 0 for none.
     */
    public int slowStartSeconds()
    {
        return (slowStartMs + 999) / 1000;
    }

    private void inheritHealth(final ServerSettings other)
    {
        isChecked = other.isChecked;
        interMs = other.interMs;
        fastInterMs = other.fastInterMs;
        downInterMs = other.downInterMs;
        rise = other.rise;
        fall = other.fall;
        checkPort = other.checkPort;
        checkAddress = other.checkAddress;
        healthCheck = other.healthCheck;
        isCheckSendProxy = other.isCheckSendProxy;
        isCheckReusePool = other.isCheckReusePool;
        checkPoolConnName = other.checkPoolConnName;
        isAgentChecked = other.isAgentChecked;
        agentInterMs = other.agentInterMs;
        agentPort = other.agentPort;
        isAgentPortForced = other.isAgentPortForced;
        agentAddress.copyFrom(other.agentAddress);
        isAgentAddressForced = other.isAgentAddressForced;
        agentSend = other.agentSend;
        observe = other.observe;
        onError = other.onError;
        errorLimit = other.errorLimit;
        onMarkedDown = other.onMarkedDown;
        onMarkedUp = other.onMarkedUp;
        initState = other.initState;
    }
}
