/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

/**
 * What names in arguments may stand for, once the whole configuration is known.
 */
public interface ArgTargets
{
    /** Proxy of that name with a listening side, or null. */
    FrontendView frontend(String name);

    /** Proxy of that name with a server side, or null. */
    BackendView backend(String name);

    /** Server of a backend, or null. */
    ServerView server(BackendView backend, String name);

    /** User list, or null. */
    UserList userList(String name);

    /** Stick table, or null. */
    Object table(String name);
}
