/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

class EnvironmentTest
{
    @Test
    void shouldChangeOnlyItsOwnVariables()
    {
        final Environment environment = new Environment(Map.of("A", "1", "B", "2"));
        environment.set("A", "x");
        environment.preset("B", "y");
        environment.preset("C", "z");
        assertEquals(Map.of("A", "x", "B", "2", "C", "z"), environment.all());
        environment.unset("A");
        environment.reset(List.of("C", "D"));
        assertEquals(Map.of("C", "z"), environment.all());
    }

    @Test
    void shouldReadTheProcess()
    {
        final Environment environment = Environment.ofProcess();
        assertEquals(System.getenv("PATH"), environment.value("PATH"));
        assertNull(environment.value("NO_SUCH_VARIABLE_HERE"));
    }
}
