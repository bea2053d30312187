/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.dns;

/** Numbers of record types that are asked for or understood. Source: RFC 1035 section 3.2.2, RFC 2782, RFC 6891. */
final class RecordType
{
    static final int A = 1;
    static final int CNAME = 5;
    static final int AAAA = 28;
    static final int SRV = 33;
    static final int OPT = 41;

    private RecordType()
    {
    }

    /** Whether records of this type hold an address. */
    static boolean isAddress(final int type)
    {
        return A == type || AAAA == type;
    }

    /** The type that holds addresses of the other family; the same for other types. */
    static int otherFamily(final int type)
    {
        return A == type ? AAAA : AAAA == type ? A : type;
    }
}
