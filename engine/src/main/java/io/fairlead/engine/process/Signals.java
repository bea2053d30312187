/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.process;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

import io.fairlead.engine.os.ProcessControl;

/**
 * Signals of the operating system. The JDK's own class for them is not part of its published API and compiling against
 * it warns, so it is reached by reflection, here only.
 */
final class Signals
{
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals()
    {
    }

    /**
     * Have a signal handled on a thread of the JVM's.
     *
     * @param name    without SIG, such as {@code TERM}.
     * @param handler told the name.
     */
    static void handle(final String name, final Consumer<String> handler)
    {
        final InvocationHandler invocation = (proxy, method, arguments) ->
            answer(proxy, method, arguments, name, handler);
        try
        {
            final Class<?> handlerType = Class.forName(HANDLER);
            // a shell may have started us with it ignored, which the JVM would respect; HAProxy does not
            ProcessControl.defaultSignal(number(name));
            install(name,
                Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handlerType}, invocation));
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalStateException("signal " + name + " cannot be handled", ex);
        }
    }

    private static Object answer(
        final Object proxy, final Method method, final Object[] arguments, final String name,
            final Consumer<String> handler)
    {
        return switch (method.getName())
        {
            case "handle" ->
            {
                handler.accept(name);
                yield null;
            }
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "handler of " + name;
        };
    }

    /**
     * Have a signal ignored.
     *
     * @param name without SIG.
     */
    static void ignore(final String name)
    {
        standard(name, "SIG_IGN");
    }

    /**
     * End by a signal, as whoever sent it expects to see.
     *
     * @param name without SIG.
     */
    static void dieBy(final String name)
    {
        standard(name, "SIG_DFL");
        ProcessControl.kill(ProcessControl.pid(), number(name));
    }

    private static void standard(final String name, final String field)
    {
        try
        {
            install(name, Class.forName(HANDLER).getField(field).get(null));
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalStateException("signal " + name + " cannot be set to " + field, ex);
        }
    }

    private static int number(final String name)
    {
        try
        {
            final Class<?> type = Class.forName(SIGNAL);
            return (int)type.getMethod("getNumber").invoke(type.getConstructor(String.class).newInstance(name));
        }
        catch (final ReflectiveOperationException ex)
        {
            throw new IllegalStateException("signal " + name + " has no number", ex);
        }
    }

    private static void install(final String name, final Object handler) throws ReflectiveOperationException
    {
        final Class<?> type = Class.forName(SIGNAL);
        type.getMethod("handle", type, Class.forName(HANDLER))
            .invoke(null, type.getConstructor(String.class).newInstance(name), handler);
    }
}
