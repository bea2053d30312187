/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.nio.ByteOrder;

import org.agrona.concurrent.UnsafeBuffer;

import io.fairlead.engine.server.HealthStatus;

/**
 * The answer of an LDAP server to an anonymous bind; the rule before saw that it begins with a sequence. Source: RFC
 * 4511 sections 4.1.9 and 4.2.2.
 * <pre>
 *   30 length   02 01 01 (message 1)   61 length (bind response)   0A 01 result ...
 * </pre>
 */
public final class LdapReply implements CheckReply
{
    /** The one judge of them all. */
    public static final LdapReply INSTANCE = new LdapReply();

    private static final String NOT_LDAP = "Not LDAPv3 protocol";
    private static final int BIND_RESPONSE = 0x02010161;
    private static final int ENUMERATION = 0x0A01;

    private LdapReply()
    {
    }

    @Override
    public Verdict judge(
        final CheckRun run, final UnsafeBuffer buffer, final int offset, final int length, final boolean isLast)
    {
        final int end = offset + length;
        int at = offset + 1;
        if (end - at < 1)
        {
            return tooShort(run, isLast);
        }
        final int first = buffer.getByte(at) & 0xFF;
        final int lengthBytes = 0 != (first & 0x80) ? first & 0x7F : 0;
        if (end - at < 1 + lengthBytes)
        {
            return tooShort(run, isLast);
        }
        final long messageLength;
        switch (lengthBytes)
        {
            case 0 -> messageLength = first & 0x7F;
            case 2 -> messageLength = buffer.getShort(at + 1, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            case 4 -> messageLength = buffer.getInt(at + 1, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
            default ->
            {
                return fail(run, HealthStatus.L7_RESPONSE, NOT_LDAP);
            }
        }
        at += 1 + lengthBytes;
        if (end - at < Math.max(messageLength, 5))
        {
            return tooShort(run, isLast);
        }
        if (BIND_RESPONSE != buffer.getInt(at, ByteOrder.BIG_ENDIAN))
        {
            return fail(run, HealthStatus.L7_RESPONSE, NOT_LDAP);
        }
        at += 4;
        final int size = buffer.getByte(at) & 0xFF;
        at += 1 + (0 != (size & 0x80) ? size & 0x7F : 0);
        if (end - at < 3)
        {
            return tooShort(run, isLast);
        }
        if (ENUMERATION != (buffer.getShort(at, ByteOrder.BIG_ENDIAN) & 0xFFFF))
        {
            return fail(run, HealthStatus.L7_RESPONSE, NOT_LDAP);
        }
        run.code(buffer.getByte(at + 2));
        if (0 != run.code())
        {
            return fail(run, HealthStatus.L7_STATUS, "See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9");
        }
        run.report(run.okStatus(), "Success");
        return Verdict.CONTINUE;
    }

    private static Verdict tooShort(final CheckRun run, final boolean isLast)
    {
        return isLast ? fail(run, HealthStatus.L7_RESPONSE, null) : Verdict.WAIT;
    }

    private static Verdict fail(final CheckRun run, final HealthStatus status, final String text)
    {
        run.fail(status, false, text);
        return Verdict.STOP;
    }
}
