/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressParser;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.proxy.ForwardingSettings;
import io.fairlead.engine.server.ResolveSettings;

/** Reads {@code address[/mask]} of {@code option forwardfor except} and {@code resolve-net}. */
final class Networks
{
    private static final int IPV6_BITS = 128;
    private static final int IPV4_BITS = 32;
    private static final int MAPPED_BITS = IPV6_BITS - IPV4_BITS;

    private Networks()
    {
    }

    /** Store the network into {@code header}; false if the text is none. */
    static boolean parseExcept(final String text, final ForwardingSettings.AddressHeader header)
    {
        final int slash = text.lastIndexOf('/');
        final String host = slash < 0 ? text : text.substring(0, slash);
        final String mask = slash < 0 ? null : text.substring(slash + 1);
        final NetAddress address = new NetAddress();
        if (host.isEmpty() || host.startsWith("[") || "*".equals(host))
        {
            return false;
        }
        if (AddressParser.parseNumeric(host, NetAddress.INET, address))
        {
            return storeIpv4(address, mask, header);
        }
        if (AddressParser.parseNumeric(host, NetAddress.INET6, address))
        {
            return storeIpv6(address, mask, header);
        }
        final AddressSpec named = new AddressSpec();
        named.hostName = host;
        return AddressParser.resolve(named, NetAddress.INET) && storeIpv4(named.address, mask, header);
    }

    /** A numeric network {@code address[/mask]}, or null. */
    static ResolveSettings.Network parse(final String text)
    {
        final int slash = text.lastIndexOf('/');
        final String host = slash < 0 ? text : text.substring(0, slash);
        final String mask = slash < 0 ? null : text.substring(slash + 1);
        final NetAddress address = new NetAddress();
        if (host.isEmpty() || "*".equals(host))
        {
            return null;
        }
        if (AddressParser.parseNumeric(host, NetAddress.INET, address))
        {
            final int bits = null == mask ? IPV4_BITS : ipv4MaskLength(mask);
            return bits < 0 ? null : new ResolveSettings.Network(address, bits);
        }
        if (!AddressParser.parseNumeric(host, NetAddress.INET6, address))
        {
            return null;
        }
        final long bits = null == mask ? IPV6_BITS : Numbers.isWholeNumber(mask) ? Numbers.atol(mask) : -1;
        return bits < 0 || bits > IPV6_BITS ? null : new ResolveSettings.Network(address, (int)bits);
    }

    private static boolean storeIpv4(
        final NetAddress address, final String mask, final ForwardingSettings.AddressHeader header)
    {
        final int bits = null == mask ? IPV4_BITS : ipv4MaskLength(mask);
        if (bits < 0)
        {
            return false;
        }
        final int network = 0 == bits ? 0 : address.ipv4() & -1 << IPV4_BITS - bits;
        header.exceptHi = 0;
        header.exceptLo = NetAddress.mappedLo(network);
        header.exceptPrefix = MAPPED_BITS + bits;
        header.isExceptIpv4 = true;
        return true;
    }

    /** Length of a mask; a dotted mask with holes is not supported and is -1, as is anything that is no mask. */
    private static int ipv4MaskLength(final String mask)
    {
        if (mask.indexOf('.') < 0)
        {
            final long length = Numbers.atol(mask);
            return mask.isEmpty() || !Numbers.isWholeNumber(mask) || length < 0 || length > IPV4_BITS ? -1 :
                (int)length;
        }
        final NetAddress dotted = new NetAddress();
        if (!AddressParser.parseNumeric(mask, NetAddress.INET, dotted))
        {
            return -1;
        }
        final int bits = dotted.ipv4();
        final int length = Integer.numberOfLeadingZeros(~bits);
        final int whole = 0 == length ? 0 : -1 << IPV4_BITS - length;
        return bits == whole ? length : -1;
    }

    private static boolean storeIpv6(
        final NetAddress address, final String mask, final ForwardingSettings.AddressHeader header)
    {
        final long bits = null == mask ? IPV6_BITS : Numbers.atol(mask);
        if (null != mask && (mask.isEmpty() || !Numbers.isWholeNumber(mask)) || bits < 0 || bits > IPV6_BITS)
        {
            return false;
        }
        header.exceptHi = 0 == bits ? 0 : address.hi() & -1L << Math.max(0, 64 - bits);
        header.exceptLo = bits <= 64 ? 0 : address.lo() & -1L << IPV6_BITS - bits;
        header.exceptPrefix = (int)bits;
        header.isExceptIpv4 = false;
        return true;
    }
}
