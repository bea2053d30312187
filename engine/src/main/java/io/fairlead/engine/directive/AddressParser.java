/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.Environment;
import io.fairlead.engine.config.LanguageIndex;

/**
 * Reads addresses of {@code bind}, {@code server}, {@code source}, {@code log} and others. What is allowed differs from
 * place to place and is given as a mask. Source: configuration.txt 11.1 "Address formats".
 */
final class AddressParser
{
    /** A port may follow. */
    static final int PORT = 1;
    /** A port must follow. */
    static final int PORT_REQUIRED = 1 << 1;
    /** A range of ports may follow. */
    static final int PORT_RANGE = 1 << 2;
    /** {@code +n} and {@code -n} may follow. */
    static final int PORT_OFFSET = 1 << 3;
    /** Stream addresses are fine. */
    static final int STREAM = 1 << 4;
    /** Datagram addresses are fine. */
    static final int DATAGRAM = 1 << 5;
    /** What is not marked as stream is a datagram address. */
    static final int DEFAULT_DATAGRAM = 1 << 6;
    /** An inherited listening socket may be named. */
    static final int SOCKET_DESCRIPTOR = 1 << 7;
    /** Any descriptor may be named. */
    static final int RAW_DESCRIPTOR = 1 << 8;
    /** Host names are resolved at once. */
    static final int RESOLVE = 1 << 9;
    /** Host names are kept for later. */
    static final int NAME = 1 << 10;

    private static final int MAX_PORT = 65535;
    private static final int MAX_UNIX_PATH = 107;
    private static final int TEMPORARY_SUFFIX = 10;
    private static final int MAX_HOST_NAME = 255;
    private static final int MAX_LABEL = 63;
    private static final int ANY_FAMILY = -1;

    private final Environment environment;
    private String whole;
    private int options;
    private int family;
    private boolean isStream;
    private boolean isQuic;
    private AddressSpec spec;

    AddressParser(final Environment environment)
    {
        this.environment = environment;
    }

    /**
     * Read one address.
     *
     * @param text   as written.
     * @param allowed mask of what may stand here.
     * @param prefix path put in front of UNIX paths, or null.
     * @return the address.
     * @throws ConfigException what is wrong, without place.
     */
    AddressSpec parse(final String text, final int allowed, final String prefix)
    {
        whole = text;
        options = allowed;
        spec = new AddressSpec();
        spec.text = text;
        family = ANY_FAMILY;
        isQuic = false;
        isStream = 0 == (allowed & DATAGRAM) || 0 != (allowed & STREAM) && 0 == (allowed & DEFAULT_DATAGRAM);
        final String expanded = expand(text);
        if (expanded.isEmpty())
        {
            throw new ConfigException("'" + text + "' resolves to an empty address (environment variable missing?)");
        }
        final String rest = stripFamily(stripTransport(expanded));
        if (AddressSpec.Form.DESCRIPTOR == spec.form)
        {
            parseDescriptor(rest);
        }
        else if (spec.isUnix())
        {
            parsePath(rest, prefix);
        }
        else
        {
            parseIp(rest);
        }
        checkTransport();
        spec.isDatagram = !isStream;
        return spec;
    }

    private String stripTransport(final String text)
    {
        if (text.startsWith("stream+"))
        {
            isStream = true;
            return text.substring("stream+".length());
        }
        if (text.startsWith("dgram+"))
        {
            isStream = false;
            return text.substring("dgram+".length());
        }
        if (text.startsWith("quic+"))
        {
            isQuic = true;
            return text.substring("quic+".length());
        }
        return text;
    }

    private String stripFamily(final String text)
    {
        if (text.startsWith("/"))
        {
            spec.form = AddressSpec.Form.UNIX;
            return text;
        }
        final int at = text.indexOf('@');
        if (at < 0)
        {
            return text;
        }
        final String rest = text.substring(at + 1);
        switch (text.substring(0, at))
        {
            case "unix" -> spec.form = AddressSpec.Form.UNIX;
            case "uxst" -> unix(true);
            case "uxdg" -> unix(false);
            case "abns" -> spec.form = AddressSpec.Form.ABSTRACT_PADDED;
            case "abnsz" -> spec.form = AddressSpec.Form.ABSTRACT;
            case "ip" -> ip(ANY_FAMILY);
            case "ipv4" -> ip(NetAddress.INET);
            case "ipv6" -> ip(NetAddress.INET6);
            case "tcp" -> ip(ANY_FAMILY, true);
            case "tcp4" -> ip(NetAddress.INET, true);
            case "tcp6" -> ip(NetAddress.INET6, true);
            case "udp" -> ip(ANY_FAMILY, false);
            case "udp4" -> ip(NetAddress.INET, false);
            case "udp6" -> ip(NetAddress.INET6, false);
            case "mptcp" -> multipath(ANY_FAMILY);
            case "mptcp4" -> multipath(NetAddress.INET);
            case "mptcp6" -> multipath(NetAddress.INET6);
            case "quic4", "quic6" -> isQuic = true;
            case "fd" -> spec.form = AddressSpec.Form.DESCRIPTOR;
            case "sockpair", "rhttp" -> throw new ConfigException(LanguageIndex.refusal(text.substring(0, at + 1)));
            default ->
            {
                return text;
            }
        }
        return rest;
    }

    private void unix(final boolean stream)
    {
        spec.form = AddressSpec.Form.UNIX;
        isStream = stream;
    }

    private void ip(final int wanted)
    {
        family = wanted;
    }

    private void ip(final int wanted, final boolean stream)
    {
        family = wanted;
        isStream = stream;
    }

    private void multipath(final int wanted)
    {
        ip(wanted, true);
        spec.isMptcp = true;
    }

    private void parseDescriptor(final String text)
    {
        final int number = Numbers.atoi(text);
        if (text.isEmpty() || number < 0 || !Numbers.isWholeNumber(text))
        {
            throw new ConfigException("file descriptor '" + text + "' is not a valid integer in '" + whole + "'");
        }
        if (0 != (options & SOCKET_DESCRIPTOR))
        {
            checkSocket(number);
        }
        else if (0 == (options & RAW_DESCRIPTOR))
        {
            throw new ConfigException("a file descriptor is not acceptable here in '" + whole + "'");
        }
        spec.descriptor = number;
    }

    private static void checkSocket(final int number)
    {
        final Path link = Path.of("/proc/self/fd/" + number);
        String target;
        try
        {
            target = Files.readSymbolicLink(link).toString();
        }
        catch (final java.io.IOException e)
        {
            throw new ConfigException("cannot use file descriptor '" + number + "' : Bad file descriptor.");
        }
        if (!target.startsWith("socket:"))
        {
            throw new ConfigException("cannot use file descriptor '" + number + "' : Socket operation on non-socket.");
        }
    }

    private void parsePath(final String text, final String prefix)
    {
        final boolean isAbstract = AddressSpec.Form.UNIX != spec.form;
        final String start = isAbstract || null == prefix ? "" : prefix;
        final int limit = MAX_UNIX_PATH - (isAbstract ? 0 : start.length() + TEMPORARY_SUFFIX);
        if (text.length() > limit)
        {
            throw new ConfigException("socket path '" + whole + "' too long (max " + limit + ")");
        }
        spec.path = start + text;
        spec.address.unix(isAbstract ? '\0' + text : spec.path);
    }

    private void parseIp(final String text)
    {
        int split = text.length() - 1;
        while (split > 0 && ']' != text.charAt(split) && ':' != text.charAt(split))
        {
            split--;
        }
        final boolean hasPort = ':' == text.charAt(Math.max(split, 0));
        final String host = hasPort ? text.substring(0, split) : text;
        if (hasPort && 0 == (options & PORT))
        {
            throw new ConfigException("port specification not permitted here in '" + whole + "'");
        }
        if (!hasPort && 0 != (options & PORT_REQUIRED))
        {
            throw missingPort();
        }
        parsePort(hasPort ? text.substring(split + 1) : "");
        parseHost(host);
        spec.address.port(Math.max(0, spec.port));
    }

    private ConfigException missingPort()
    {
        return new ConfigException("missing port specification in '" + whole + "'");
    }

    private void parsePort(final String text)
    {
        if (text.isEmpty())
        {
            if (0 != (options & PORT_REQUIRED))
            {
                throw missingPort();
            }
            return;
        }
        final char first = text.charAt(0);
        if (Numbers.isDigit(first))
        {
            parseAbsolutePort(text);
        }
        else if ('-' == first || '+' == first)
        {
            if (0 == (options & PORT_OFFSET))
            {
                throw new ConfigException("port offset not permitted here in '" + whole + "'");
            }
            final int offset = portNumber(text.substring(1));
            spec.portForm = AddressSpec.PortForm.OFFSET;
            spec.port = '-' == first ? -offset : offset;
            spec.portHigh = spec.port;
        }
        else
        {
            throw unexpectedInPort(first, text);
        }
    }

    private void parseAbsolutePort(final String text)
    {
        final int dash = text.indexOf('-');
        if (dash >= 0 && 0 == (options & PORT_RANGE))
        {
            throw new ConfigException("port range not permitted here in '" + whole + "'");
        }
        final String low = dash < 0 ? text : text.substring(0, dash);
        final String high = dash < 0 ? text : text.substring(dash + 1);
        spec.portForm = AddressSpec.PortForm.ABSOLUTE;
        spec.port = portNumber(low);
        spec.portHigh = portNumber(high);
        final int least = 0 != (options & PORT_REQUIRED) ? 1 : 0;
        if (spec.port < least || spec.port > MAX_PORT)
        {
            throw new ConfigException("invalid port '" + low + "'");
        }
        if (spec.portHigh < least || spec.portHigh > MAX_PORT)
        {
            throw new ConfigException("invalid port '" + high + "'");
        }
        if (spec.port > spec.portHigh)
        {
            throw new ConfigException("invalid port range '" + spec.port + '-' + spec.portHigh + "'");
        }
    }

    private int portNumber(final String text)
    {
        final int end = Numbers.endOfNumber(text);
        if (end < text.length())
        {
            throw unexpectedInPort(text.charAt(end), text);
        }
        return (int)Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Numbers.atol(text)));
    }

    private ConfigException unexpectedInPort(final char c, final String text)
    {
        return new ConfigException("invalid character '" + c + "' in port number '" + text + "' in '" + whole + "'");
    }

    private void parseHost(final String host)
    {
        if (isNumeric(host, family, spec.address))
        {
            return;
        }
        final boolean isName = isHostName(host);
        if (0 != (options & RESOLVE))
        {
            if (isName && resolve(host, family, spec.address))
            {
                spec.hostName = host;
                return;
            }
        }
        else if (0 != (options & NAME))
        {
            spec.hostName = host;
            return;
        }
        throw new ConfigException("invalid address: '" + host + "' in '" + whole + "'");
    }

    /** Read a numeric address, {@code *}, an empty text or {@code [v6]}; false if it is something else. */
    static boolean isNumeric(final String host, final int wanted, final NetAddress into)
    {
        String text = host;
        if (text.startsWith("["))
        {
            if (text.length() < 4 || !text.endsWith("]"))
            {
                return false;
            }
            text = text.substring(1, text.length() - 1);
        }
        if ("::".equals(text))
        {
            into.inet6(0, 0, 0);
            return NetAddress.INET != wanted;
        }
        if (text.isEmpty() || "*".equals(text))
        {
            if (NetAddress.INET6 == wanted)
            {
                into.inet6(0, 0, 0);
            }
            else
            {
                into.inet(0, 0);
            }
            return true;
        }
        final byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        return NetAddress.INET != wanted && into.tryParseIpv6(buffer, 0, bytes.length) ||
            NetAddress.INET6 != wanted && into.tryParseIpv4(buffer, 0, bytes.length);
    }

    /** Ask the system's resolver; false if the name has no address of the wanted family (-1 = any). */
    static boolean resolve(final String name, final int wanted, final NetAddress into)
    {
        try
        {
            for (final InetAddress address : InetAddress.getAllByName(name))
            {
                final boolean isWanted = ANY_FAMILY == wanted ||
                    NetAddress.INET == wanted && address instanceof Inet4Address ||
                    NetAddress.INET6 == wanted && address instanceof Inet6Address;
                if (isWanted)
                {
                    into.from(address, 0);
                    return true;
                }
            }
        }
        catch (final UnknownHostException e)
        {
            return false; // the caller words it
        }
        return false;
    }

    private static boolean isHostName(final String text)
    {
        int label = 0;
        for (int i = 0; i < text.length(); i++)
        {
            final char c = text.charAt(i);
            if ('.' == c)
            {
                label = 0;
            }
            else if (!Names.isAlphanumeric(c) && '-' != c && '_' != c || ++label > MAX_LABEL)
            {
                return false;
            }
        }
        return text.length() <= MAX_HOST_NAME;
    }

    private void checkTransport()
    {
        if (isQuic)
        {
            throw new ConfigException(LanguageIndex.refusal("quic"));
        }
        if (isStream && 0 == (options & STREAM))
        {
            throw new ConfigException("stream-type address not acceptable in '" + whole + "'");
        }
        if (!isStream && 0 == (options & DATAGRAM))
        {
            throw new ConfigException("dgram-type address not acceptable in '" + whole + "'");
        }
    }

    /** Variables inside addresses are replaced even without quotes. */
    private String expand(final String text)
    {
        int dollar = text.indexOf('$');
        if (dollar < 0)
        {
            return text;
        }
        final StringBuilder expanded = new StringBuilder();
        int from = 0;
        while (dollar >= 0)
        {
            expanded.append(text, from, dollar);
            int begin = dollar + 1;
            final boolean isBraced = begin < text.length() && '{' == text.charAt(begin);
            begin += isBraced ? 1 : 0;
            int end = begin;
            while (end < text.length() && (Names.isAlphanumeric(text.charAt(end)) || '_' == text.charAt(end)))
            {
                end++;
            }
            final String value = environment.value(text.substring(begin, end));
            expanded.append(null == value ? "" : value);
            from = isBraced && end < text.length() && '}' == text.charAt(end) ? end + 1 : end;
            dollar = text.indexOf('$', from);
        }
        return expanded.append(text, from, text.length()).toString();
    }
}
