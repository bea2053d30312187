/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.cli;

import java.util.List;

import io.fairlead.engine.os.DescriptorPassing;

/** Listening sockets for a process that takes over. Conductor only. */
@FunctionalInterface
public interface ListenerExport
{
    /**
     * The sockets as they are now.
     *
     * @return open sockets of all bind lines; they stay open here.
     */
    List<DescriptorPassing.PassedSocket> sockets();
}
