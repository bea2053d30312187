/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.check;

import java.util.List;
import java.util.Map;

/**
 * A program that judges a server ({@code option external-check}). What depends on the server's present state is added
 * for each run.
 *
 * @param command     path of the program, or its name to look for in {@code path}.
 * @param listener    address and port of the first bind line, {@code NOT_USED} without.
 * @param environment variables that never change.
 * @param isPreserved whether the daemon's own environment is handed on too.
 */
public record ExternalProgram(
    String command, List<String> listener, Map<String, String> environment, boolean isPreserved)
{
}
