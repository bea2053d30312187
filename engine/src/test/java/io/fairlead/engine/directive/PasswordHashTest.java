/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Vectors of "Unix crypt using SHA-256 and SHA-512". */
class PasswordHashTest
{
    @Test
    void shouldKnowSha256()
    {
        assertTrue(PasswordHash.matches("Hello world!", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"));
        assertTrue(PasswordHash.matches("Hello world!",
            "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA"));
        assertFalse(PasswordHash.matches("Hello world", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5"));
    }

    @Test
    void shouldKnowSha512()
    {
        assertTrue(PasswordHash.matches("Hello world!", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3u" +
            "BnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1"));
    }
}
