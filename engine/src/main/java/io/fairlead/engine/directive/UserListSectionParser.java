/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.directive;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.config.ConfigLine;
import io.fairlead.engine.config.Keyword;
import io.fairlead.engine.config.KeywordKind;
import io.fairlead.engine.config.KeywordRegistry;
import io.fairlead.engine.config.LineDispatcher;
import io.fairlead.engine.config.ParseContext;
import io.fairlead.engine.config.SectionParser;
import io.fairlead.engine.config.Words;
import io.fairlead.engine.proxy.Configuration;

/** {@code userlist} sections: users, groups, passwords. */
final class UserListSectionParser implements SectionParser
{
    private NamedUsers list;

    static void register(final KeywordRegistry registry)
    {
        registry.registerAll(
            Keyword.of(KeywordKind.USERLIST, "user").manual("12.1").summary("A user")
                .syntax("user <name> [password|insecure-password <password>] [groups <group>[,...]]")
                .parsedBy(NamedUsers.class, UserListSectionParser::user),
            Keyword.of(KeywordKind.USERLIST, "group").syntax("group <name> [users <user>[,...]]").manual("12.1")
                .summary("A group of users").parsedBy(NamedUsers.class, UserListSectionParser::group));
    }

    @Override
    public void begin(final ConfigLine line, final ParseContext context)
    {
        final Configuration configuration = Configuration.of(context);
        configuration.sectionsBegun.add(line.word(0));
        final String name = line.word(1);
        list = new NamedUsers(name);
        if (name.isEmpty())
        {
            context.alertTight("'userlist' expects <name> as arguments.");
            return;
        }
        if (!line.word(2).isEmpty())
        {
            context.alert("'userlist' cannot handle unexpected argument '" + line.word(2) + "'.");
            return;
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            context.alertTight("character '" + (char)invalid + "' is not permitted in 'userlist' name '" + name + "'.");
            return;
        }
        if (configuration.userLists.containsKey(name))
        {
            context.warningTight("ignoring duplicated userlist '" + name + "'.");
            return;
        }
        configuration.userLists.put(name, list);
    }

    @Override
    public void keyword(final ConfigLine line, final ParseContext context)
    {
        LineDispatcher.dispatch(KeywordKind.USERLIST, list, line, context);
    }

    private static void user(final NamedUsers list, final Words words, final ParseContext context)
    {
        final String name = words.next();
        if (name.isEmpty())
        {
            throw ConfigException.tight("'user' expects <name> as arguments.");
        }
        if (list.hasUser(name))
        {
            context.warningTight("ignoring duplicated user '" + name + "' in userlist '" + list.name() + "'.");
            return;
        }
        String password = null;
        boolean isPlain = false;
        String groups = "";
        while (words.hasNext())
        {
            switch (words.next())
            {
                case "password" ->
                {
                    password = words.next();
                    isPlain = false;
                    if (!PasswordHash.isSupported(password))
                    {
                        throw ConfigException.tight(
                            "the encrypted password used for user '" + name + "' is not supported by crypt(3).");
                    }
                }
                case "insecure-password" ->
                {
                    password = words.next();
                    isPlain = true;
                }
                case "groups" -> groups = words.next();
                default -> throw ConfigException.tight(
                    "'user' only supports 'password', 'insecure-password' and 'groups' options.");
            }
        }
        list.addUser(name, password, isPlain, groups);
    }

    private static void group(final NamedUsers list, final Words words, final ParseContext context)
    {
        final String name = words.next();
        if (name.isEmpty())
        {
            throw ConfigException.tight("'group' expects <name> as arguments.");
        }
        final int invalid = Names.invalidChar(name);
        if (0 != invalid)
        {
            throw ConfigException.tight("character '" + (char)invalid + "' is not permitted in 'group' name '" + name +
                "'.");
        }
        if (list.hasGroup(name))
        {
            context.warningTight("ignoring duplicated group '" + name + "' in userlist '" + list.name() + "'.");
            return;
        }
        String users = null;
        while (words.hasNext())
        {
            if (!"users".equals(words.next()))
            {
                throw ConfigException.tight("'group' only supports 'users' option.");
            }
            if (null != users)
            {
                throw ConfigException.tight("'users' option already defined in 'group' name '" + name + "'.");
            }
            users = words.next();
        }
        list.addGroup(name, null == users ? "" : users);
    }
}
