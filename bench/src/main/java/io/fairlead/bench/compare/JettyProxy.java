/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.bench.compare;

import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The program of {@link JettyPeer}: a reverse proxy from one port of 127.0.0.1 to another. */
public final class JettyProxy
{
    private JettyProxy()
    {
    }

    /**
     * Serves until it is killed.
     *
     * @param args port to listen at, port of the origin.
     * @throws Exception if the server does not start.
     */
    public static void main(final String[] args) throws Exception
    {
        final int originPort = Integer.parseInt(args[1]);
        final Server server = new Server(new QueuedThreadPool(16));
        final HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        final ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[0]));
        connector.setAcceptQueueSize(4096);
        connector.setIdleTimeout(60_000);
        server.addConnector(connector);
        server.setHandler(new ProxyHandler.Reverse(
            request -> HttpURI.build(request.getHttpURI()).scheme("http").host("127.0.0.1").port(originPort)));
        server.start();
        server.join();
    }
}
