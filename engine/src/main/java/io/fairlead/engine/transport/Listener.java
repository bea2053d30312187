/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.transport;

/** One loop's open listening socket. Loop-confined. */
public interface Listener
{
    /**
     * Start or stop accepting; clients wait in the system's queue meanwhile.
     *
     * @param isWanted true to accept.
     */
    void wantAccept(boolean isWanted);

    /** Accept those who wait in the system's queue now, as far as limits let; before {@link #close}, which resets them. */
    void drain();

    /** Close the listening socket. */
    void close();

    /**
     * File descriptor of the socket.
     *
     * @return descriptor.
     */
    int descriptor();
}
