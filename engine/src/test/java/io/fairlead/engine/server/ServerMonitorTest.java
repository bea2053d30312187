/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** Notices and states as HAProxy 3.4.0 gave them for the same steps. */
class ServerMonitorTest
{
    private static final String NO_SESSIONS = " 0 sessions active, 0 requeued, 0 remaining in queue.";
    private static final String NO_REQUEUED = " 0 sessions requeued, 0 total in queue.";

    private final NoticeRecorder notices = new NoticeRecorder();
    private final ServerMonitor monitor = new ServerMonitor(notices);
    private final List<ServerSettings> settings = new ArrayList<>();
    private BackendServers servers;

    private ServerSettings server(final String name)
    {
        final ServerSettings server = new ServerSettings();
        server.name = name;
        server.id = settings.size() + 1;
        settings.add(server);
        return server;
    }

    private void start(final String kind, final String name)
    {
        servers = new BackendServers(kind, name, false, 1, settings);
        servers.weightUnits(16, 1, true);
        monitor.start(servers, 0);
    }

    private void startTracked()
    {
        server("s1");
        server("s2").isBackup = true;
        server("s3");
        start("backend", "be");
        monitor.track(servers.get(2), servers.get(0));
        servers.get(0).health().isEnabled(true);
        monitor.onStarted(List.of(servers), 0);
    }

    private Server s(final int number)
    {
        return servers.get(number - 1);
    }

    private void assertErrors(final String... lines)
    {
        assertEquals(List.of(lines), notices.takeErrors());
    }

    @Test
    void shouldPassMaintenanceOnToTrackers()
    {
        startTracked();
        monitor.maintain(s(1), 1000);
        assertEquals(List.of(
            "E [WARNING] Server be/s1 is going DOWN for maintenance. 1 active and 1 backup servers left." + NO_SESSIONS,
            "L 1 Server be/s1 is going DOWN for maintenance. 1 active and 1 backup servers left." + NO_SESSIONS,
            "E [WARNING] Server be/s3 is going DOWN for maintenance via be/s1. 0 active and 1 backup servers left." +
            " Running on backup." + NO_SESSIONS,
            "L 1 Server be/s3 is going DOWN for maintenance via be/s1. 0 active and 1 backup servers left." +
            " Running on backup." + NO_SESSIONS), notices.take());
        assertEquals("MAINT", ServerStatus.text(s(1)));
        assertEquals("no check", ServerStatus.text(s(2)));
        assertEquals("MAINT (via be/s1)", ServerStatus.text(s(3)));

        monitor.drain(s(1), 2000);
        assertErrors(
            "Server be/s1 is UP/DRAIN (leaving forced maintenance).",
            "Server be/s1 remains in forced drain mode.",
            "Server be/s3 is UP/DRAIN (leaving maintenance).",
            "Server be/s3 remains in drain mode via be/s1.");
        assertEquals("DRAIN 1/3", ServerStatus.text(s(1)));
        assertEquals("DRAIN 1/3", ServerStatus.text(s(3)));

        monitor.ready(s(1), 3000);
        assertErrors("Server be/s1 is UP (leaving forced drain).", "Server be/s3 is UP (leaving drain) via be/s1.");

        monitor.maintain(s(3), 3000);
        assertErrors("Server be/s3 is going DOWN for maintenance. 1 active and 1 backup servers left." + NO_SESSIONS);
        monitor.maintain(s(1), 3000);
        assertErrors("Server be/s1 is going DOWN for maintenance. 0 active and 1 backup servers left." +
            " Running on backup." + NO_SESSIONS);
        monitor.ready(s(3), 3000);
        assertErrors("Server be/s3 is leaving forced maintenance but remains in maintenance via be/s1.");
    }

    @Test
    void shouldTellThatNoServerIsLeft()
    {
        startTracked();
        monitor.maintain(s(1), 1000);
        notices.take();
        monitor.maintain(s(2), 1000);
        assertEquals(List.of(
            "E [WARNING] Backup Server be/s2 is going DOWN for maintenance. 0 active and 0 backup servers left." +
            NO_SESSIONS,
            "L 1 Backup Server be/s2 is going DOWN for maintenance. 0 active and 0 backup servers left." + NO_SESSIONS,
            "E [ALERT] backend 'be' has no server available!",
            "L 0 backend be has no server available!"), notices.take());
        assertFalse(servers.hasUsable());
        assertEquals(1, servers.history().downTransitions());

        monitor.ready(s(1), 5000);
        assertErrors(
            "Server be/s1 is UP/READY (leaving forced maintenance).",
            "Server be/s3 is UP/READY (leaving maintenance).");
        assertTrue(servers.hasUsable());
        assertEquals(4000, servers.downTimeMs(6000));
        assertEquals("UP 1/3", ServerStatus.text(s(1)));
        monitor.ready(s(2), 5000);
        assertErrors("Backup Server be/s2 is UP/READY (leaving forced maintenance).");
    }

    @Test
    void shouldPassHealthOnToTrackers()
    {
        startTracked();
        monitor.weight(s(1), 0, 1000);
        assertErrors();
        assertEquals(1, servers.activeCount());
        assertTrue(s(1).isUp());
        assertFalse(s(1).isUsable());

        s(1).health().health(s(1).health().maximum());
        monitor.stopSoftly(s(1), StateCause.CLI, 1000);
        assertEquals(List.of(
            "E [WARNING] Server be/s1 is stopping, changed from CLI. 1 active and 1 backup servers online." +
            NO_REQUEUED,
            "L 5 Server be/s1 is stopping, changed from CLI. 1 active and 1 backup servers online." + NO_REQUEUED,
            "E [WARNING] Server be/s3 is stopping via be/s1. 0 active and 1 backup servers online. Running on backup." +
            NO_REQUEUED,
            "L 5 Server be/s3 is stopping via be/s1. 0 active and 1 backup servers online. Running on backup." +
            NO_REQUEUED), notices.take());
        assertEquals("NOLB", ServerStatus.text(s(1)));
        assertEquals("NOLB", ServerStatus.text(s(3)));

        monitor.run(s(1), StateCause.CLI, 1000);
        assertErrors(
            "Server be/s1 is UP, changed from CLI. 0 active and 1 backup servers online. Running on backup." +
            NO_REQUEUED,
            "Server be/s3 is UP via be/s1. 1 active and 1 backup servers online." + NO_REQUEUED);
        monitor.weight(s(1), 1, 1000);

        s(1).health().health(0);
        monitor.stop(s(1), StateCause.CLI, 1000);
        assertErrors(
            "Server be/s1 is DOWN, changed from CLI. 1 active and 1 backup servers left." + NO_SESSIONS,
            "Server be/s3 is DOWN via be/s1. 0 active and 1 backup servers left. Running on backup." + NO_SESSIONS);
        assertEquals("DOWN", ServerStatus.text(s(1)));
        assertEquals("DOWN", ServerStatus.text(s(3)));
        assertEquals(1, s(1).history().downTransitions());

        monitor.run(s(1), StateCause.CLI, 8000);
        assertErrors(
            "Server be/s1 is UP, changed from CLI. 1 active and 1 backup servers online." + NO_REQUEUED,
            "Server be/s3 is UP via be/s1. 2 active and 1 backup servers online." + NO_REQUEUED);
        assertEquals(7000, s(1).history().downTimeMs(true, 9000));
    }

    @Test
    void shouldPassDrainOnToTrackers()
    {
        startTracked();
        monitor.drain(s(3), 1000);
        assertErrors("Server be/s3 enters drain state. 1 active and 1 backup servers online." + NO_REQUEUED);
        monitor.drain(s(1), 1000);
        assertErrors(
            "Server be/s1 enters drain state. 0 active and 1 backup servers online. Running on backup." + NO_REQUEUED,
            "Server be/s3 remains in forced drain mode.");
        monitor.ready(s(3), 1000);
        assertErrors("Server be/s3 remains in drain mode via be/s1.");
        monitor.ready(s(1), 1000);
        assertErrors("Server be/s1 is UP (leaving forced drain).", "Server be/s3 is UP (leaving drain) via be/s1.");
    }

    @Test
    void shouldTellOfListenSectionsAsProxies()
    {
        server("s1").isDisabled = true;
        server("s2").weight = 0;
        server("s3");
        start("proxy", "li");
        monitor.onStarted(List.of(servers), 0);
        assertErrors();
        assertEquals("MAINT", ServerStatus.text(s(1)));
        assertEquals("no check", ServerStatus.text(s(2)));

        monitor.maintain(s(3), 1000);
        assertErrors(
            "Server li/s3 is going DOWN for maintenance. 0 active and 0 backup servers left." + NO_SESSIONS,
            "proxy 'li' has no server available!");
        monitor.ready(s(1), 1000);
        assertErrors("Server li/s1 is UP/READY (leaving forced maintenance).");
        assertTrue(servers.hasUsable());
    }

    @Test
    void shouldStartTrackersOfDisabledServersInMaintenanceWithoutNotice()
    {
        server("s1").isDisabled = true;
        server("s2");
        start("backend", "be");
        monitor.track(s(2), s(1));
        monitor.onStarted(List.of(servers), 0);
        assertErrors();
        assertEquals("MAINT (via be/s1)", ServerStatus.text(s(2)));
        assertFalse(servers.hasUsable());
    }

    @Test
    void shouldTellResultOfCheck()
    {
        server("s1");
        start("backend", "be");
        monitor.onStarted(List.of(servers), 0);
        final Health health = s(1).health();
        health.record(HealthStatus.L4_CONNECTION, "ECONNREFUSED returned by OS (Connection refused)", 0);
        health.health(0);
        monitor.stop(s(1), StateCause.HEALTH, 100);
        assertErrors(
            "Server be/s1 is DOWN, reason: Layer4 connection problem, info: \"ECONNREFUSED returned by OS" +
            " (Connection refused)\", check duration: 0ms. 0 active and 0 backup servers left." + NO_SESSIONS,
            "backend 'be' has no server available!");
        health.record(HealthStatus.L7_OK, "say \"<hi>\"\n", 12);
        health.code(200);
        health.health(health.maximum());
        monitor.run(s(1), StateCause.HEALTH, 200);
        assertErrors(
            "Server be/s1 is UP, reason: Layer7 check passed, code: 200, info: \"say <22><3C>hi<3E><22><0A>\"," +
            " check duration: 12ms. 1 active and 0 backup servers online." + NO_REQUEUED);
    }

    @Test
    void shouldRaiseWeightStepByStepDuringSlowStart()
    {
        server("s1").slowStartMs = 10_000;
        settings.get(0).weight = 10;
        start("backend", "be");
        monitor.onStarted(List.of(servers), 0);
        final List<Long> delays = new ArrayList<>();
        monitor.warmUps((server, nowMs, delayMs) -> delays.add(delayMs));
        monitor.stop(s(1), StateCause.CLI, 0);
        monitor.run(s(1), StateCause.CLI, 20_000);
        assertEquals(List.of(1000L), delays);
        assertEquals(OperationalState.STARTING, s(1).state());
        assertEquals(10, s(1).effectiveWeight());
        assertEquals(6, s(1).throttlePercent());
        assertEquals(1000, monitor.warmUp(s(1), 25_000));
        assertEquals(90, s(1).effectiveWeight());
        assertEquals(-1, monitor.warmUp(s(1), 30_000));
        assertEquals(OperationalState.RUNNING, s(1).state());
        assertEquals(160, s(1).effectiveWeight());
        assertEquals(100, s(1).throttlePercent());
    }

    @Test
    void shouldLetMaxConnGrowWithLoadAndTime()
    {
        server("s1").maxConn = 100;
        settings.get(0).minConn = 10;
        settings.get(0).slowStartMs = 10_000;
        servers = new BackendServers("backend", "be", false, 200, settings);
        servers.weightUnits(16, 1, true);
        monitor.start(servers, 0);
        assertEquals(10, s(1).capacity().limitNow(0));
        servers.load().addSessions(50);
        assertEquals(25, s(1).capacity().limitNow(0));
        servers.load().addSessions(150);
        assertEquals(100, s(1).capacity().limitNow(0));
        monitor.stop(s(1), StateCause.CLI, 0);
        monitor.run(s(1), StateCause.CLI, 1000);
        assertEquals(1, s(1).capacity().limitNow(1000));
        assertEquals(50, s(1).capacity().limitNow(6000));
        assertEquals(100, s(1).capacity().limitNow(11_000));
    }

    @Test
    void shouldObeyInitState()
    {
        server("s1").initState = "down";
        server("s2").initState = "fully-down";
        server("s3").initState = "fully-up";
        server("s4");
        start("backend", "be");
        settings.forEach(each -> servers.byName(each.name).health().isEnabled(true));
        assertEquals("DOWN 1/2", ServerStatus.text(s(1)));
        assertEquals("DOWN", ServerStatus.text(s(2)));
        assertEquals("UP", ServerStatus.text(s(3)));
        assertEquals("UP 1/3", ServerStatus.text(s(4)));
    }
}
