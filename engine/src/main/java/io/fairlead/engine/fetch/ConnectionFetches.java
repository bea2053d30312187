/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.fetch;

import static io.fairlead.engine.config.ArgumentType.STRING;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Arg;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ConnectionView;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.FetchContext;
import io.fairlead.engine.sample.FetchKeyword;
import io.fairlead.engine.sample.Sample;
import io.fairlead.engine.sample.SampleFetch;
import io.fairlead.engine.sample.SampleType;
import io.fairlead.engine.sample.Source;
import io.fairlead.engine.sample.TcpInfo;

/**
 * Addresses and properties of the connections to client and server. Source: configuration.txt 7.3.3, 7.3.4.
 */
final class ConnectionFetches
{
    /** Bare bytes have no such number. */
    private static final int ABSENT = -1;

    private ConnectionFetches()
    {
    }

    static List<FetchKeyword> keywords()
    {
        final List<FetchKeyword> all = new ArrayList<>();
        final Source[] client = {Source.CLIENT_ADDRESS};
        final Source[] server = {Source.SERVER_ADDRESS};
        add(all, "src", SampleType.ADDR, "Client's address, as rules left it",
            (args, ctx, out) -> address(ctx.source(), out), client);
        add(all, "src_port", SampleType.SINT, "Client's port", (args, ctx, out) -> port(ctx.source(), out), client);
        add(all, "dst", SampleType.ADDR, "Address the client connected to",
            (args, ctx, out) -> address(ctx.destination(), out), client);
        add(all, "dst_port", SampleType.SINT, "Port the client connected to",
            (args, ctx, out) -> port(ctx.destination(), out), client);
        add(all, "src_is_local", SampleType.BOOL, "Whether the client's address is one of this machine's",
            (args, ctx, out) -> isLocal(ctx.source(), out), client);
        add(all, "dst_is_local", SampleType.BOOL, "Whether the destination is an address of this machine",
            (args, ctx, out) -> isLocal(ctx.destination(), out), client);
        addSide(all, "fc", true, client);
        addSide(all, "bc", false, server);
        add(all, "fc_src_is_local", SampleType.BOOL, "As src_is_local, before any rule",
            (args, ctx, out) -> isLocal(source(ctx.clientConnection()), out), client);
        add(all, "fc_dst_is_local", SampleType.BOOL, "As dst_is_local, before any rule",
            (args, ctx, out) -> isLocal(destination(ctx.clientConnection()), out), client);
        add(all, "fc_rcvd_proxy", SampleType.BOOL, "Whether a PROXY protocol header came",
            (args, ctx, out) -> null != ctx.clientConnection() && out.bool(ctx.clientConnection().hasProxyHeader()),
            client);
        addTlvs(all);
        addTcpInfo(all);
        add(all, "dst_conn", SampleType.SINT, "Connections on the listener",
            (args, ctx, out) -> out.sint(ctx.listenerConnections()), Source.FRONTEND);
        add(all, "so_id", SampleType.SINT, "Number of the listener", (args, ctx, out) -> out.sint(ctx.listenerId()),
            Source.LISTENER);
        add(all, "so_name", SampleType.STR, "Name of the listener", (args, ctx, out) -> null != ctx.listenerName() &&
            out.scratch().chunk().put(ctx.listenerName()).asStr(out), Source.LISTENER);
        add(all, "bc_reused", SampleType.BOOL, "Whether the connection to the server served another request before",
            (args, ctx, out) -> null != ctx.serverConnection() && out.bool(ctx.serverConnection().isReused()), server);
        return all;
    }

    private static void add(
        final List<FetchKeyword> all, final String name, final SampleType type, final String summary,
        final SampleFetch fetch, final Source... sources)
    {
        all.add(FetchKeyword.of(name).returns(type).from(sources).manual("7.3.3").summary(summary).by(fetch));
    }

    private static ConnectionView side(final FetchContext ctx, final boolean isClient)
    {
        return isClient ? ctx.clientConnection() : ctx.serverConnection();
    }

    private static NetAddress source(final ConnectionView connection)
    {
        return null == connection ? null : connection.source();
    }

    private static NetAddress destination(final ConnectionView connection)
    {
        return null == connection ? null : connection.destination();
    }

    private static void addSide(
        final List<FetchKeyword> all, final String prefix, final boolean isClient, final Source... sources)
    {
        add(all, prefix + "_src", SampleType.ADDR, "Address that opened the connection",
            (args, ctx, out) -> address(source(side(ctx, isClient)), out), sources);
        add(all, prefix + "_src_port", SampleType.SINT, "Port that opened the connection",
            (args, ctx, out) -> port(source(side(ctx, isClient)), out), sources);
        add(all, prefix + "_dst", SampleType.ADDR, "Address the connection was opened to",
            (args, ctx, out) -> address(destination(side(ctx, isClient)), out), sources);
        add(all, prefix + "_dst_port", SampleType.SINT, "Port the connection was opened to",
            (args, ctx, out) -> port(destination(side(ctx, isClient)), out), sources);
        final Source five = isClient ? Source.CLIENT_ADDRESS : Source.SERVER_ADDRESS;
        number(all, prefix + "_http_major", "Major version of HTTP on the connection", isClient,
            view -> 0 == view.httpMajor() ? ABSENT : view.httpMajor(), five);
        number(all, prefix + "_err", "Error of the connection", isClient, ConnectionView::error, five);
        number(all, prefix + "_nb_streams", "Streams on the connection", isClient, ConnectionView::streams,
            isClient ? Source.CLIENT_ADDRESS : Source.SERVER_CONNECTION);
        number(all, prefix + "_settings_streams_limit", "Streams the connection may have at once", isClient,
            view -> 1, isClient ? Source.CLIENT_CONNECTION : Source.SERVER_CONNECTION);
        number(all, prefix + "_glitches", "Glitches seen on the connection", isClient,
            view -> 0 == view.httpMajor() ? ABSENT : 0, five);
        add(all, prefix + "_err_str", SampleType.STR, "Error of the connection in words",
            (args, ctx, out) -> errorText(side(ctx, isClient), out), five);
        add(all, prefix + "_err_name", SampleType.STR, "Name of the error of the connection",
            (args, ctx, out) -> errorName(side(ctx, isClient), out), five);
    }

    private static void number(
        final List<FetchKeyword> all, final String name, final String summary, final boolean isClient,
        final ToIntFunction<ConnectionView> value, final Source source)
    {
        add(all, name, SampleType.SINT, summary, (args, ctx, out) ->
        {
            final ConnectionView connection = side(ctx, isClient);
            final int number = null == connection ? ABSENT : value.applyAsInt(connection);
            return ABSENT != number && out.sint(number);
        }, source);
    }

    private static boolean errorText(final ConnectionView connection, final Sample out)
    {
        return null != connection && null != connection.errorText() &&
            out.scratch().chunk().put(connection.errorText()).asStr(out);
    }

    private static boolean errorName(final ConnectionView connection, final Sample out)
    {
        return null != connection && null != connection.errorName() &&
            out.scratch().chunk().put(connection.errorName()).asStr(out);
    }

    static boolean address(final NetAddress address, final Sample out)
    {
        if (null == address || !address.isIp())
        {
            return false;
        }
        return NetAddress.INET == address.family()
            ? out.ipv4(address.ipv4()) : out.ipv6(address.hi(), address.lo());
    }

    private static boolean port(final NetAddress address, final Sample out)
    {
        return null != address && address.isIp() && out.sint(address.port());
    }

    /** Addresses of this machine are looked up once at start; loopback is always one. */
    private static boolean isLocal(final NetAddress address, final Sample out)
    {
        return null != address && address.isIp() && out.bool(LocalAddresses.contains(address));
    }

    private static void addTlvs(final List<FetchKeyword> all)
    {
        add(all, "fc_pp_authority", SampleType.STR, "Authority of the PROXY protocol header",
            (args, ctx, out) -> tlv(ctx, 0x02, out), Source.CLIENT_ADDRESS);
        add(all, "fc_pp_unique_id", SampleType.STR, "Unique id of the PROXY protocol header",
            (args, ctx, out) -> tlv(ctx, 0x05, out), Source.CLIENT_ADDRESS);
        all.add(FetchKeyword.of("fc_pp_tlv").returns(SampleType.STR).from(Source.CLIENT_CONNECTION).args(1, STRING)
            .check(ConnectionFetches::checkTlv).manual("7.3.3").summary("Extension of the PROXY protocol header")
            .by((args, ctx, out) -> tlv(ctx, (int)args.value(0), out)));
    }

    private static void checkTlv(final Args args, final ExprContext context)
    {
        final String text = args.text(0);
        final long type = switch (text.toUpperCase(Locale.ROOT))
        {
            case "ALPN" -> 0x01;
            case "AUTHORITY" -> 0x02;
            case "CRC32C" -> 0x03;
            case "NOOP" -> 0x04;
            case "UNIQUE_ID" -> 0x05;
            case "SSL" -> 0x20;
            case "SSL_VERSION" -> 0x21;
            case "SSL_CN" -> 0x22;
            case "SSL_CIPHER" -> 0x23;
            case "SSL_SIG_ALG" -> 0x24;
            case "SSL_KEY_ALG" -> 0x25;
            case "NETNS" -> 0x30;
            default -> number(text);
        };
        if (type < 0 || type > 255)
        {
            throw new ConfigException("Invalid TLV Type '" + text + '\'');
        }
        args.arg(0, Arg.of(type));
    }

    /** A number as C writes it; nothing is zero. */
    private static long number(final String text)
    {
        if (!text.matches("([-+]?(0[xX][0-9a-fA-F]+|[0-9]+))?"))
        {
            throw new ConfigException("Could not convert type '" + text + '\'');
        }
        return text.isEmpty() ? 0 : text.length() > 8 ? -1 : Long.decode(text);
    }

    private static boolean tlv(final FetchContext ctx, final int type, final Sample out)
    {
        final ConnectionView connection = ctx.clientConnection();
        return null != connection && connection.proxyTlv(type, out);
    }

    private static void addTcpInfo(final List<FetchKeyword> all)
    {
        info(all, "fc_rtt", TcpInfo.RTT_US, true);
        info(all, "fc_rttvar", TcpInfo.RTT_VARIANCE_US, true);
        info(all, "bc_rtt", TcpInfo.RTT_US, false);
        info(all, "bc_rttvar", TcpInfo.RTT_VARIANCE_US, false);
        info(all, "fc_unacked", TcpInfo.UNACKED, true);
        info(all, "fc_sacked", TcpInfo.SACKED, true);
        info(all, "fc_retrans", TcpInfo.RETRANSMITS, true);
        info(all, "fc_fackets", TcpInfo.FACKETS, true);
        info(all, "fc_lost", TcpInfo.LOST, true);
        info(all, "fc_reordering", TcpInfo.REORDERING, true);
    }

    private static void info(final List<FetchKeyword> all, final String name, final int field, final boolean isClient)
    {
        final boolean isTime = TcpInfo.RTT_US == field || TcpInfo.RTT_VARIANCE_US == field;
        all.add(FetchKeyword.of(name).returns(SampleType.SINT)
            .from(Source.CLIENT_ADDRESS).args(0, STRING)
            .check(isTime ? ConnectionFetches::checkUnit : ConnectionFetches::warnOfArgument)
            .manual("7.3.3").summary("Value the kernel knows of the connection")
            .by((args, ctx, out) ->
            {
                final ConnectionView connection = side(ctx, isClient);
                final long value = null == connection ? -1 : connection.tcpInfo(field);
                return value >= 0 && out.sint(isTime && !"us".equals(args.text(0)) ? value / 1000 : value);
            }));
    }

    private static void warnOfArgument(final Args args, final ExprContext context)
    {
        if (args.has(0))
        {
            context.warn("no argument supported for 'fc_*' sample expressions returning counters.");
        }
    }

    private static void checkUnit(final Args args, final ExprContext context)
    {
        if (args.has(0) && !"us".equals(args.text(0)) && !"ms".equals(args.text(0)))
        {
            throw new ConfigException("expects 'us' or 'ms', got '" + args.text(0) + '\'');
        }
    }
}
