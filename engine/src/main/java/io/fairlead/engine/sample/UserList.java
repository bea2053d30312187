/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.sample;

import org.agrona.DirectBuffer;

/**
 * Users, groups and passwords of a {@code userlist} section.
 */
public interface UserList
{
    String name();

    /** Whether a user exists and the password is right. May take as long as the password's hash does. */
    boolean isPasswordOf(
        DirectBuffer buffer, int userOffset, int userLength, int passwordOffset, int passwordLength);

    /** Whether a user is in a group. */
    boolean isInGroup(DirectBuffer buffer, int userOffset, int userLength, String group);

    boolean hasGroup(String group);
}
