/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * A variable known at load time: its scope and its place in stores of that scope.
 *
 * @param scope how long it lives.
 * @param index place, from 0, in every {@link VariableStore} of the scope.
 * @param text  full name with scope.
 * @param own   the one store of the process's variables for that scope, null for all others.
 */
public record VariableName(VariableScope scope, int index, String text, VariableStore own)
{
    /** Store the variable has in an expression's context, or null where the scope does not exist. */
    public VariableStore in(final FetchContext ctx)
    {
        return null == own ? ctx.variables(scope) : own;
    }
}
