/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.explain;

import java.util.List;

import io.fairlead.engine.buffer.NetAddress;
import io.fairlead.engine.config.AddressSpec;
import io.fairlead.engine.proxy.BindSettings;
import io.fairlead.engine.proxy.Frontend;
import io.fairlead.engine.proxy.Generation;

/** Finds the frontend and bind line a client comes to. */
final class FrontendFinder
{
    private static final int LOOPBACK = 0x7F000001;
    private static final int ASSUMED_PORT = 80;

    private final Inquiry inquiry;
    private Frontend frontend;
    private BindSettings bind;
    private AddressSpec address;
    private String reason = "";

    private FrontendFinder(final Inquiry inquiry)
    {
        this.inquiry = inquiry;
    }

    /**
     * Find it.
     *
     * @throws ExplainException when there is none or the choice is open.
     */
    static FrontendFinder find(final Inquiry inquiry, final Generation generation)
    {
        final FrontendFinder finder = new FrontendFinder(inquiry);
        finder.search(generation.frontends());
        return finder;
    }

    Frontend frontend()
    {
        return frontend;
    }

    /** The bind line; one without addresses when the frontend has none that fits. */
    BindSettings bind()
    {
        return null == bind ? new BindSettings() : bind;
    }

    /** How it was found, for people. */
    String reason()
    {
        return reason;
    }

    /** Where the client connects to: as asked, or an address that leads there. */
    NetAddress destination()
    {
        final NetAddress result = new NetAddress();
        if (inquiry.destination.isSet())
        {
            return result.copyFrom(inquiry.destination);
        }
        if (null == address || AddressSpec.Form.IP != address.form)
        {
            return null != address && address.isUnix() ? result.unix(null == address.path ? "" : address.path) :
                result.inet(LOOPBACK, ASSUMED_PORT);
        }
        result.copyFrom(address.address).port(address.port);
        if (result.isAny() || NetAddress.NONE == result.family())
        {
            if (NetAddress.INET6 == result.family() && NetAddress.INET6 == inquiry.source.family())
            {
                result.inet6(0, 1, address.port);
            }
            else
            {
                result.inet(LOOPBACK, address.port);
            }
        }
        return result;
    }

    private void search(final List<Frontend> frontends)
    {
        if (frontends.isEmpty())
        {
            throw new ExplainException("the configuration has no frontend");
        }
        if (null != inquiry.frontend)
        {
            byName(frontends);
        }
        else if (inquiry.destination.isSet())
        {
            byDestination(frontends);
        }
        else
        {
            frontend = frontends.stream().filter(one -> one.isHttp() || 0 == inquiry.bytes.length)
                .filter(one -> !one.settings().binds.isEmpty()).findFirst().orElse(frontends.getFirst());
            reason = 1 == frontends.size() ? "the only one" :
                "the first of " + frontends.size() + (frontend.isHttp() ? " that speaks HTTP" : "") +
                "; --frontend or --dst choose another";
            firstBind();
        }
    }

    private void byName(final List<Frontend> frontends)
    {
        for (final Frontend one : frontends)
        {
            if (one.settings().name.equals(inquiry.frontend))
            {
                frontend = one;
                reason = "as asked";
                if (inquiry.destination.isSet())
                {
                    match(one);
                }
                if (null == bind)
                {
                    firstBind();
                }
                return;
            }
        }
        throw new ExplainException("there is no frontend '" + inquiry.frontend + "'; there are: " +
            String.join(", ", frontends.stream().map(one -> one.settings().name).toList()));
    }

    private void firstBind()
    {
        if (!frontend.settings().binds.isEmpty())
        {
            bind = frontend.settings().binds.getFirst();
            address = bind.addresses.isEmpty() ? null : bind.addresses.getFirst();
        }
    }

    private void byDestination(final List<Frontend> frontends)
    {
        for (final Frontend one : frontends)
        {
            if (match(one))
            {
                frontend = one;
                reason = "its bind line takes " + inquiry.destination;
                return;
            }
        }
        throw new ExplainException("no bind line takes connections to " + inquiry.destination);
    }

    /* An address written out is better than one that takes all. */
    private boolean match(final Frontend one)
    {
        boolean isFound = false;
        for (final BindSettings line : one.settings().binds)
        {
            for (final AddressSpec spec : line.addresses)
            {
                final boolean isExact = spec.address.isSameHost(inquiry.destination);
                if (takes(spec) && (isExact || !isFound))
                {
                    bind = line;
                    address = spec;
                    isFound = true;
                }
            }
        }
        return isFound;
    }

    private boolean takes(final AddressSpec spec)
    {
        final NetAddress wanted = inquiry.destination;
        if (AddressSpec.Form.IP != spec.form || wanted.port() < spec.port ||
            wanted.port() > Math.max(spec.port, spec.portHigh))
        {
            return false;
        }
        final boolean isAny = NetAddress.NONE == spec.address.family() || spec.address.isAny();
        return isAny || spec.address.isSameHost(wanted);
    }
}
