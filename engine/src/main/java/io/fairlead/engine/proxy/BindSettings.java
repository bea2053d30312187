/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.util.ArrayList;
import java.util.List;

import io.fairlead.engine.config.AddressSpec;

/**
 * One {@code bind} line, or one {@code stats socket}. Filled while a configuration is read and treated as immutable
 * afterwards; a record of values without behaviour to protect, therefore with public fields. Comments give unit and
 * default; -1 or null mean "not set". Source: configuration.txt 5.1.
 */
public final class BindSettings
{
    /** What a {@code stats socket} may do. */
    public enum Level
    {
        /** Show little. */
        USER,
        /** Show all, change what is harmless. */
        OPERATOR,
        /** Everything. */
        ADMIN
    }

    // ---- identity ----
    /** File of the line. */
    public String file = "";
    /** Line number. */
    public int line;
    /** Proxy the line belongs to; null for a {@code stats socket}. */
    public ProxySettings proxy;
    /** Address word as written, for messages. */
    public String text = "";
    /** Addresses of the comma separated list; a port range stands in one entry. */
    public final List<AddressSpec> addresses = new ArrayList<>();
    /** {@code name}; null. */
    public String name;
    /** {@code id}; 0 = assigned. */
    public int id;
    /** Numbers of the second and further sockets of the line. */
    public int[] furtherIds = {};
    /** {@code guid-prefix}; null. */
    public String guidPrefix;
    /** {@code label}; null. */
    public String label;

    // ---- listening socket ----
    /** {@code backlog}; 0 = the proxy's, else its maxconn. */
    public int backlog;
    /** {@code interface}; null. */
    public String interfaceName;
    /** {@code mss}, bytes, negative counts from the path's; 0 = system's. */
    public int maxSegmentSize;
    /** {@code tfo}. */
    public boolean isFastOpen;
    /** {@code defer-accept}. */
    public boolean isDeferAccept;
    /** {@code transparent}. */
    public boolean isTransparent;
    /** {@code v4v6}. */
    public boolean isV4V6;
    /** {@code v6only}. */
    public boolean isV6Only;
    /** {@code tcp-ut}, ms; 0 = system's. */
    public int tcpUserTimeoutMs;
    /** {@code tcp-ss}: save the SYN; 0 = no. */
    public int saveSyn;
    /** {@code cc}: congestion control algorithm; null. */
    public String congestionControl;
    /** {@code mode}, permission bits of a UNIX socket; -1. */
    public int mode = -1;
    /** {@code user} or {@code uid}; -1. */
    public int uid = -1;
    /** {@code group} or {@code gid}; -1. */
    public int gid = -1;
    /** {@code expose-fd listeners}. */
    public boolean isListenersExposed;

    // ---- who serves it ----
    /** {@code shards}: number; 0 = the global default, -1 = by-thread, -2 = by-group. */
    public int shards;
    /** {@code thread} sets as written, e.g. {@code 1/1-4}; empty = all. */
    public final List<String> threads = new ArrayList<>();
    /** Loops that serve the line, from 0, as {@code thread} and the number of threads say; empty = all. */
    public int[] loops = {};
    /** {@code nice}, -1024 to 1024. */
    public int nice;

    // ---- connections ----
    /** {@code maxconn}; 0 = the proxy's. */
    public int maxConn;
    /** {@code accept-proxy}. */
    public boolean isAcceptProxy;
    /** {@code accept-netscaler-cip}: magic number; 0 = none (the option itself is {@link #isAcceptNetscalerCip}). */
    public int netscalerCipMagic;
    /** {@code accept-netscaler-cip}. */
    public boolean isAcceptNetscalerCip;
    /** {@code proto}: h1 or none; null = by mode. */
    public String protocol;
    /** {@code idle-ping}, ms; 0 = none. */
    public int idlePingMs;

    // ---- runtime API ----
    /** {@code level}. */
    public Level level = Level.OPERATOR;
    /** {@code severity-output}: none, number or string. */
    public String severityOutput = "none";

    /**
     * Addresses and ports of the line.
     *
     * @return how many sockets it asks for, shards apart.
     */
    public int socketCount()
    {
        int count = 0;
        for (final AddressSpec address : addresses)
        {
            count += address.portCount();
        }
        return count;
    }

    /** Place of an address and port among those of the line, from 0. */
    int socketIndex(final AddressSpec address, final int port)
    {
        int index = 0;
        for (final AddressSpec each : addresses)
        {
            if (each == address)
            {
                return index + Math.max(0, port - each.port);
            }
            index += each.portCount();
        }
        return 0;
    }

    /** Number of a socket of the line. */
    int socketId(final int index)
    {
        return 0 == index || index > furtherIds.length ? id : furtherIds[index - 1];
    }
}
