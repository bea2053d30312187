/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.proxy;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.fairlead.engine.buffer.NetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Cookies made of addresses, against those HAProxy 3.4 makes. */
class DynamicCookieTest
{
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 18977, fc7fe9e4ea7aa28b", "::1, 18979, dc825cb42aa63761"})
    void shouldNameServersAsHaproxyDoes(final String host, final int port, final String cookie)
        throws UnknownHostException
    {
        assertEquals(cookie, DynamicCookie.of("hello", new NetAddress().from(InetAddress.getByName(host), port)));
    }
}
