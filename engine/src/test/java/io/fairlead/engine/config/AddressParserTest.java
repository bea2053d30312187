/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;

import io.fairlead.engine.buffer.NetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressParserTest
{
    private static final int SERVER = AddressParser.SERVER;
    private static final int BIND = AddressParser.BIND;

    private final AddressParser parser = new AddressParser(
        new ParseContext(
            Messages.collecting(), new Environment(Map.of("IP", "10.1.2.3", "P", "81")), new KeywordRegistry()),
        (descriptor, isStream, address) ->
            9 == descriptor ? "cannot use file descriptor '9' : Bad file descriptor." : null);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:80, 127.0.0.1:80, 80, 80",
        ":8080, 0.0.0.0:8080, 8080, 8080",
        "*:80, 0.0.0.0:80, 80, 80",
        "[::1]:443, ::1:443, 443, 443",
        "::1:443, ::1:443, 443, 443",
        ":::443, :::443, 443, 443",
        "127.0.0.1:80-90, 127.0.0.1:80, 80, 90",
        "ipv6@:80, :::80, 80, 80",
        "ipv6@*:80, :::80, 80, 80",
        "ipv4@127.0.0.1:80, 127.0.0.1:80, 80, 80",
        "tcp4@127.0.0.1:80, 127.0.0.1:80, 80, 80",
        "stream+ipv4@127.0.0.1:80, 127.0.0.1:80, 80, 80",
        "$IP:80, 10.1.2.3:80, 80, 80",
        "${IP}:${P}, 10.1.2.3:81, 81, 81",
        "/tmp/s.sock, /tmp/s.sock, 0, 0",
        "unix@s.sock, s.sock, 0, 0",
        "abns@name, abns@name, 0, 0"})
    void shouldReadListeningAddresses(final String text, final String address, final int low, final int high)
    {
        final AddressSpec spec = parser.parse(text, BIND, null);
        assertEquals(address, spec.address.toString());
        assertEquals(low, spec.port);
        assertEquals(high, spec.portHigh);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, ABSOLUTE?, 0", "10.0.0.1:80, ABSOLUTE, 80", "10.0.0.1:+8000, OFFSET, 8000",
        "10.0.0.1:-10, OFFSET, -10", "10.0.0.1:, NONE, 0", "[::1], NONE, 0"})
    void shouldReadPortsOfServers(final String text, final String form, final int port)
    {
        final AddressSpec spec = parser.parse(text, SERVER, null);
        assertEquals(form.endsWith("?") ? "NONE" : form, spec.portForm.name());
        assertEquals(port, spec.port);
    }

    @Test
    void shouldKeepHostNamesOfServers()
    {
        final AddressSpec spec = parser.parse("db.example.internal:3306", SERVER, null);
        assertEquals("db.example.internal", spec.hostName);
        assertEquals(3306, spec.address.port());
        assertEquals(NetAddress.NONE, spec.address.family());
        spec.hostName = "localhost";
        assertTrue(AddressParser.resolve(spec, NetAddress.INET));
        assertEquals("127.0.0.1:3306", spec.address.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "10.0.0.1        | missing port specification in '10.0.0.1'",
        "10.0.0.1:       | missing port specification in '10.0.0.1:'",
        ":88x            | invalid character 'x' in port number '88x' in ':88x'",
        ":x              | invalid character 'x' in port number 'x' in ':x'",
        ":0              | invalid port '0'",
        ":65536          | invalid port '65536'",
        ":90-80          | invalid port range '90-80'",
        ":+5             | port offset not permitted here in ':+5'",
        "no_such.invalid:80 | invalid address: 'no_such.invalid' in 'no_such.invalid:80'",
        "ipv4@::1:80     | invalid address: '::1' in 'ipv4@::1:80'",
        "1.2.3.4.5/x:80  | invalid address: '1.2.3.4.5/x' in '1.2.3.4.5/x:80'",
        "$NONE           | '$NONE' resolves to an empty address (environment variable missing?)",
        "fd@x            | file descriptor 'x' is not a valid integer in 'fd@x'",
        "fd@9            | cannot use file descriptor '9' : Bad file descriptor.",
        "udp@127.0.0.1:53 | dgram-type address not acceptable in 'udp@127.0.0.1:53'",
        "rhttp@be/s      | Address 'rhttp@be/s' is experimental, must be allowed via a global "
            + "'expose-experimental-directives'",
        "quic4@127.0.0.1:443 | unsupported stream protocol for datagram family 2 address 'quic4@127.0.0.1:443'; "
            + "QUIC is not compiled in if this is what you were looking for."})
    void shouldSayWhatIsWrongWithListeningAddress(final String text, final String message)
    {
        assertEquals(message, assertThrows(
            ConfigException.class, () -> parser.parse(text, BIND, null)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "10.0.0.1:1-2 | port range not permitted here in '10.0.0.1:1-2'",
        "fd@3         | a file descriptor is not acceptable here in 'fd@3'"})
    void shouldSayWhatIsWrongWithServerAddress(final String text, final String message)
    {
        assertEquals(message, assertThrows(
            ConfigException.class, () -> parser.parse(text, SERVER, null)).getMessage());
    }

    @Test
    void shouldLimitPathsAndPutPrefixInFront()
    {
        assertEquals("/run/x/s", parser.parse("/s", BIND, "/run/x").path);
        final String tooLong = '/' + "a".repeat(97);
        assertEquals("socket path '" + tooLong + "' too long (max 97)", assertThrows(
            ConfigException.class, () -> parser.parse(tooLong, BIND, null)).getMessage());
    }

    @Test
    void shouldTellDatagramAddresses()
    {
        final int both = AddressParser.PORT_OK | AddressParser.STREAM | AddressParser.DATAGRAM;
        assertTrue(parser.parse("udp@127.0.0.1:514", both, null).isDatagram);
        assertTrue(parser.parse("127.0.0.1:514", both | AddressParser.DEFAULT_DATAGRAM, null).isDatagram);
        assertTrue(parser.parse("uxdg@/dev/log", both, null).isDatagram);
    }
}
