/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;

import io.fairlead.engine.buffer.NetAddress;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads addresses as configuration lines name them:
 * <pre>
 *  [stream+|dgram+|quic+] [prefix@] address [:port | :low-high | :+offset | :-offset]
 * </pre>
 * Not thread safe.
 * Source: configuration.txt 11 "Address formats".
 */
public final class AddressParser
{
    /** Host names are resolved at once, and an unknown one is an error; otherwise the name is kept. */
    public static final int RESOLVE = 1;
    /** A port may be given. */
    public static final int PORT_OK = 1 << 1;
    /** A port must be given, and not be 0. */
    public static final int PORT_MANDATORY = 1 << 2;
    /** A range of ports may be given. */
    public static final int PORT_RANGE = 1 << 3;
    /** An offset to another port may be given. */
    public static final int PORT_OFFSET = 1 << 4;
    /** {@code fd@} may name a socket. */
    public static final int SOCKET_DESCRIPTOR = 1 << 5;
    /** {@code fd@} may name any descriptor. */
    public static final int RAW_DESCRIPTOR = 1 << 6;
    /** Stream addresses are accepted. */
    public static final int STREAM = 1 << 7;
    /** Datagram addresses are accepted. */
    public static final int DATAGRAM = 1 << 8;
    /** Of both, datagram is meant when nothing is said. */
    public static final int DEFAULT_DATAGRAM = 1 << 9;
    /** Only an address, no host name. */
    public static final int NO_NAME = 1 << 10;

    /** What a {@code bind} line accepts. */
    public static final int BIND = RESOLVE | PORT_OK | PORT_MANDATORY | PORT_RANGE | SOCKET_DESCRIPTOR | STREAM;
    /** What a {@code server} line accepts. */
    public static final int SERVER = PORT_OK | PORT_OFFSET | STREAM;

    private static final int MAX_PATH_LENGTH = 107;
    private static final int TEMPORARY_SUFFIX_LENGTH = 10;
    private static final int MAX_NAME_LENGTH = 255;
    private static final int MAX_LABEL_LENGTH = 63;
    private static final int MAX_LITERAL_LENGTH = 47;
    private static final int MAX_PORT = 65535;

    /** Families as their prefixes name them. */
    private enum Family
    {
        ANY(0), INET(NetAddress.INET), INET6(NetAddress.INET6), UNIX(NetAddress.UNIX), ABSTRACT(0), DESCRIPTOR(0),
        SOCKET_PAIR(0), REVERSE(0);

        private final int number;

        Family(final int number)
        {
            this.number = number;
        }
    }

    /** A prefix: family, and whether it fixes the type of socket. */
    private enum Prefix
    {
        UNIX("unix@", Family.UNIX, 0, AddressSpec.Form.UNIX),
        UXDG("uxdg@", Family.UNIX, DATAGRAM, AddressSpec.Form.UNIX),
        UXST("uxst@", Family.UNIX, STREAM, AddressSpec.Form.UNIX),
        ABNS("abns@", Family.ABSTRACT, 0, AddressSpec.Form.ABSTRACT_PADDED),
        ABNSZ("abnsz@", Family.ABSTRACT, 0, AddressSpec.Form.ABSTRACT),
        IP("ip@", Family.ANY, 0, AddressSpec.Form.IP),
        IPV4("ipv4@", Family.INET, 0, AddressSpec.Form.IP),
        IPV6("ipv6@", Family.INET6, 0, AddressSpec.Form.IP),
        TCP4("tcp4@", Family.INET, STREAM, AddressSpec.Form.IP),
        MPTCP4("mptcp4@", Family.INET, STREAM, AddressSpec.Form.IP),
        UDP4("udp4@", Family.INET, DATAGRAM, AddressSpec.Form.IP),
        TCP6("tcp6@", Family.INET6, STREAM, AddressSpec.Form.IP),
        MPTCP6("mptcp6@", Family.INET6, STREAM, AddressSpec.Form.IP),
        UDP6("udp6@", Family.INET6, DATAGRAM, AddressSpec.Form.IP),
        TCP("tcp@", Family.ANY, STREAM, AddressSpec.Form.IP),
        MPTCP("mptcp@", Family.ANY, STREAM, AddressSpec.Form.IP),
        UDP("udp@", Family.ANY, DATAGRAM, AddressSpec.Form.IP),
        QUIC4("quic4@", Family.INET, STREAM, AddressSpec.Form.IP),
        QUIC6("quic6@", Family.INET6, STREAM, AddressSpec.Form.IP),
        FD("fd@", Family.DESCRIPTOR, 0, AddressSpec.Form.DESCRIPTOR),
        SOCKPAIR("sockpair@", Family.SOCKET_PAIR, 0, AddressSpec.Form.DESCRIPTOR),
        RHTTP("rhttp@", Family.REVERSE, 0, AddressSpec.Form.IP);

        private static final Prefix[] ALL = values();

        private final String text;
        private final Family family;
        private final int type;
        private final AddressSpec.Form form;

        Prefix(final String text, final Family family, final int type, final AddressSpec.Form form)
        {
            this.text = text;
            this.family = family;
            this.type = type;
            this.form = form;
        }

        boolean isQuic()
        {
            return QUIC4 == this || QUIC6 == this;
        }

        boolean isMptcp()
        {
            return MPTCP == this || MPTCP4 == this || MPTCP6 == this;
        }
    }

    private final Environment environment;
    private final DescriptorProbe probe;
    private final boolean isExperimentalAllowed;
    private String text;
    private String rest;
    private int options;
    private boolean isDatagram;
    private boolean isQuic;
    private AddressSpec spec;

    /**
     * A parser for the line being read.
     *
     * @param context variables, which are also replaced outside quotes here, and what is allowed.
     * @param probe   looks at descriptors.
     */
    public AddressParser(final ParseContext context, final DescriptorProbe probe)
    {
        this.environment = context.environment();
        this.probe = probe;
        this.isExperimentalAllowed = context.isExperimentalAllowed();
    }

    /**
     * Read an address.
     *
     * @param source     what was written.
     * @param accepted   mask of the constants of this class.
     * @param unixPrefix put in front of UNIX paths, or null.
     * @throws ConfigException with HAProxy's wording.
     */
    public AddressSpec parse(final String source, final int accepted, final String unixPrefix)
    {
        text = source;
        options = accepted;
        spec = new AddressSpec();
        spec.text = source;
        rest = expand(source);
        if (rest.isEmpty())
        {
            throw new ConfigException("'" + text + "' resolves to an empty address (environment variable missing?)");
        }
        isDatagram = !has(STREAM) || has(DATAGRAM) && has(DEFAULT_DATAGRAM);
        isQuic = false;
        acceptSocketType();
        final Prefix prefix = acceptPrefix();
        final Family family = null != prefix ? prefix.family : rest.startsWith("/") ? Family.UNIX : Family.ANY;
        spec.form = null != prefix ? prefix.form : rest.startsWith("/") ? AddressSpec.Form.UNIX : AddressSpec.Form.IP;
        switch (family)
        {
            case DESCRIPTOR, SOCKET_PAIR -> parseDescriptor(family);
            case UNIX, ABSTRACT -> parsePath(family, unixPrefix);
            case REVERSE -> refuseReverse();
            default -> parseIp(family);
        }
        checkType(family);
        return spec;
    }

    /**
     * Resolve a host name that was kept, now and blocking.
     *
     * @param address its {@link AddressSpec#address} is filled, the port kept.
     * @param family  {@link NetAddress#INET}, {@link NetAddress#INET6}, or 0 for any.
     * @return whether an address was found.
     */
    public static boolean resolve(final AddressSpec address, final int family)
    {
        if (!isHostName(address.hostName))
        {
            return false;
        }
        try
        {
            for (final InetAddress found : InetAddress.getAllByName(address.hostName))
            {
                final boolean isInet = 4 == found.getAddress().length;
                if (0 == family || isInet == (NetAddress.INET == family))
                {
                    address.address.from(found, address.address.port());
                    return true;
                }
            }
        }
        catch (final UnknownHostException e)
        {
            return false;
        }
        return false;
    }

    /** Whether the text can be a host name: letters, digits, {@code - _ .}, labels of at most 63 bytes, 255 in all. */
    public static boolean isHostName(final String name)
    {
        if (name.length() > MAX_NAME_LENGTH)
        {
            return false;
        }
        int labelLength = 0;
        for (int i = 0; i < name.length(); i++)
        {
            final char c = name.charAt(i);
            final boolean isLabel = c < 128 && Character.isLetterOrDigit(c) || '-' == c || '_' == c;
            labelLength = '.' == c ? 0 : labelLength + 1;
            if (!isLabel && '.' != c || labelLength > MAX_LABEL_LENGTH)
            {
                return false;
            }
        }
        return true;
    }

    /**
     * Read a numeric IPv4 or IPv6 address without port; brackets around the latter are allowed. An empty text and
     * {@code *} are any IPv4 address, or any IPv6 address if that family is asked for.
     *
     * @param literal what was written.
     * @param family  {@link NetAddress#INET}, {@link NetAddress#INET6}, or 0 for any.
     * @param target  takes the address, with port 0.
     * @return whether it is one.
     */
    public static boolean parseNumeric(final String literal, final int family, final NetAddress target)
    {
        final boolean hasBrackets = literal.startsWith("[");
        if (hasBrackets && (literal.length() < 4 || literal.length() > MAX_LITERAL_LENGTH || !literal.endsWith("]")))
        {
            return false;
        }
        final String bare = hasBrackets ? literal.substring(1, literal.length() - 1) : literal;
        if (bare.isEmpty() || "*".equals(bare))
        {
            if (NetAddress.INET6 == family)
            {
                target.inet6(0, 0, 0);
            }
            else
            {
                target.inet(0, 0);
            }
            return true;
        }
        final byte[] bytes = bare.getBytes(StandardCharsets.ISO_8859_1);
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        return NetAddress.INET != family && target.tryParseIpv6(buffer, 0, bytes.length) ||
            NetAddress.INET6 != family && target.tryParseIpv4(buffer, 0, bytes.length);
    }

    private boolean has(final int option)
    {
        return 0 != (options & option);
    }

    /** Variables outside quotes are replaced in addresses too; unknown ones are empty. */
    private String expand(final String source)
    {
        if (source.indexOf('$') < 0)
        {
            return source;
        }
        final StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < source.length())
        {
            if ('$' != source.charAt(i))
            {
                out.append(source.charAt(i));
                i++;
                continue;
            }
            final boolean hasBrace = source.startsWith("{", i + 1);
            final int from = i + (hasBrace ? 2 : 1);
            int end = from;
            while (end < source.length() && isNameByte(source.charAt(end)))
            {
                end++;
            }
            final String value = environment.value(source.substring(from, end));
            out.append(null == value ? "" : value);
            i = end + (hasBrace && source.startsWith("}", end) ? 1 : 0);
        }
        return out.toString();
    }

    private static boolean isNameByte(final char c)
    {
        return c < 128 && Character.isLetterOrDigit(c) || '_' == c;
    }

    private void acceptSocketType()
    {
        if (accept("stream+"))
        {
            isDatagram = false;
        }
        else if (accept("dgram+"))
        {
            isDatagram = true;
        }
        else if (accept("quic+"))
        {
            isDatagram = false;
            isQuic = true;
        }
    }

    private Prefix acceptPrefix()
    {
        for (final Prefix prefix : Prefix.ALL)
        {
            if (accept(prefix.text))
            {
                if (0 != prefix.type)
                {
                    isDatagram = DATAGRAM == prefix.type;
                    isQuic = prefix.isQuic();
                }
                spec.isMptcp = prefix.isMptcp();
                return prefix;
            }
        }
        return null;
    }

    private boolean accept(final String prefix)
    {
        final boolean matches = rest.startsWith(prefix);
        if (matches)
        {
            rest = rest.substring(prefix.length());
        }
        return matches;
    }

    private void parseDescriptor(final Family family)
    {
        final int descriptor = number(rest);
        if (descriptor < 0)
        {
            throw new ConfigException("file descriptor '" + rest + "' is not a valid integer in '" + text + "'");
        }
        if (Family.DESCRIPTOR == family && !has(SOCKET_DESCRIPTOR | RAW_DESCRIPTOR))
        {
            throw new ConfigException("a file descriptor is not acceptable here in '" + text + "'");
        }
        spec.descriptor = descriptor;
        if (Family.SOCKET_PAIR == family || has(SOCKET_DESCRIPTOR))
        {
            final String problem = probe.inspect(descriptor, !isDatagram && !isQuic, spec.address);
            if (null != problem)
            {
                throw new ConfigException(problem);
            }
            spec.port = spec.address.port();
            spec.portHigh = spec.port;
        }
        if (Family.SOCKET_PAIR == family)
        {
            throw new ConfigException(LanguageIndex.refusal("sockpair@"));
        }
    }

    private void parsePath(final Family family, final String unixPrefix)
    {
        final boolean isAbstract = Family.ABSTRACT == family;
        final String front = isAbstract || null == unixPrefix ? "" : unixPrefix;
        final int maxLength = MAX_PATH_LENGTH - (isAbstract ? 0 : front.length() + TEMPORARY_SUFFIX_LENGTH);
        if (rest.length() > maxLength)
        {
            throw new ConfigException("socket path '" + text + "' too long (max " + maxLength + ")");
        }
        spec.path = front + rest;
        spec.address.unix(isAbstract ? '\0' + spec.path : spec.path);
    }

    private void refuseReverse()
    {
        if (!isExperimentalAllowed)
        {
            throw new ConfigException("Address 'rhttp@" + rest +
                "' is experimental, must be allowed via a global 'expose-experimental-directives'");
        }
        throw new ConfigException(LanguageIndex.refusal("rhttp@"));
    }

    private void parseIp(final Family family)
    {
        int colon = rest.length() - 1;
        while (colon > 0 && ']' != rest.charAt(colon) && ':' != rest.charAt(colon))
        {
            colon--;
        }
        final boolean hasPort = !rest.isEmpty() && ':' == rest.charAt(Math.max(colon, 0));
        if (hasPort && !has(PORT_OK))
        {
            throw new ConfigException("port specification not permitted here in '" + text + "'");
        }
        if (!hasPort && has(PORT_MANDATORY))
        {
            throw new ConfigException("missing port specification in '" + text + "'");
        }
        parsePort(hasPort ? rest.substring(colon + 1) : "");
        final String host = hasPort ? rest.substring(0, colon) : rest;
        if (!parseNumeric(host, family.number, spec.address))
        {
            parseName(host, family);
        }
        spec.address.port(AddressSpec.PortForm.ABSOLUTE == spec.portForm ? spec.port : 0);
    }

    private void parseName(final String host, final Family family)
    {
        spec.hostName = host;
        spec.nameFamily = family.number;
        if (has(NO_NAME) || has(RESOLVE) && !resolve(spec, family.number))
        {
            throw new ConfigException("invalid address: '" + host + "' in '" + text + "'");
        }
    }

    private void parsePort(final String port)
    {
        final char first = port.isEmpty() ? 0 : port.charAt(0);
        if (first >= '0' && first <= '9')
        {
            parsePorts(port);
        }
        else if ('-' == first || '+' == first)
        {
            if (!has(PORT_OFFSET))
            {
                throw new ConfigException("port offset not permitted here in '" + text + "'");
            }
            final int offset = portNumber(port.substring(1));
            spec.portForm = AddressSpec.PortForm.OFFSET;
            spec.port = '-' == first ? -offset : offset;
            spec.portHigh = spec.port;
        }
        else if (0 != first)
        {
            throw invalidCharacter(first, port);
        }
        else if (has(PORT_MANDATORY))
        {
            throw new ConfigException("missing port specification in '" + text + "'");
        }
    }

    private void parsePorts(final String port)
    {
        final int dash = port.indexOf('-');
        if (dash >= 0 && !has(PORT_RANGE))
        {
            throw new ConfigException("port range not permitted here in '" + text + "'");
        }
        final String lowText = dash >= 0 ? port.substring(0, dash) : port;
        final String highText = dash >= 0 ? port.substring(dash + 1) : port;
        final int low = portNumber(lowText);
        final int high = portNumber(highText);
        checkPort(low, lowText);
        checkPort(high, highText);
        if (low > high)
        {
            throw new ConfigException("invalid port range '" + low + '-' + high + "'");
        }
        spec.portForm = AddressSpec.PortForm.ABSOLUTE;
        spec.port = low;
        spec.portHigh = high;
    }

    private void checkPort(final int port, final String written)
    {
        if (port < (has(PORT_MANDATORY) ? 1 : 0) || port > MAX_PORT)
        {
            throw new ConfigException("invalid port '" + written + "'");
        }
    }

    private int portNumber(final String digits)
    {
        int value = 0;
        for (int i = 0; i < digits.length(); i++)
        {
            final char c = digits.charAt(i);
            if (c < '0' || c > '9')
            {
                throw invalidCharacter(c, digits);
            }
            value = Math.min(value * 10 + c - '0', MAX_PORT + 1);
        }
        return value;
    }

    private ConfigException invalidCharacter(final char c, final String where)
    {
        return new ConfigException("invalid character '" + c + "' in port number '" + where + "' in '" + text + "'");
    }

    private static int number(final String digits)
    {
        int value = digits.isEmpty() ? -1 : 0;
        for (int i = 0; i < digits.length() && value >= 0; i++)
        {
            final char c = digits.charAt(i);
            value = c >= '0' && c <= '9' && value < 100_000_000 ? value * 10 + c - '0' : -1;
        }
        return value;
    }

    private void checkType(final Family family)
    {
        if (!isDatagram && !has(STREAM))
        {
            throw new ConfigException("stream-type address not acceptable in '" + text + "'");
        }
        if (isDatagram && !has(DATAGRAM))
        {
            throw new ConfigException("dgram-type address not acceptable in '" + text + "'");
        }
        if (isQuic)
        {
            throw new ConfigException("unsupported stream protocol for datagram family " + spec.address.family() +
                " address '" + text + "'; QUIC is not compiled in if this is what you were looking for.");
        }
        spec.isDatagram = isDatagram;
        if (Family.DESCRIPTOR == family)
        {
            spec.form = AddressSpec.Form.DESCRIPTOR;
        }
    }
}
