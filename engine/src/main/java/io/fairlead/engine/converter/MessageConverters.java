/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import static io.fairlead.engine.config.ArgumentType.PROTOBUF_FIELD;
import static io.fairlead.engine.config.ArgumentType.STRING;
import static io.fairlead.engine.sample.SampleType.BIN;
import static io.fairlead.engine.sample.SampleType.BOOL;
import static io.fairlead.engine.sample.SampleType.STR;

import java.util.List;

import io.fairlead.engine.config.ConfigException;
import io.fairlead.engine.sample.Args;
import io.fairlead.engine.sample.ConverterKeyword;
import io.fairlead.engine.sample.ExprContext;
import io.fairlead.engine.sample.PerLoop;
import io.fairlead.engine.sample.Sample;

/**
 * Messages of other protocols: FIX, MQTT, Protocol Buffers. Source: configuration.txt 7.3.1.
 */
final class MessageConverters
{
    private static final PerLoop<MqttMessage> MQTT = new PerLoop<>(MqttMessage::new);
    private static final PerLoop<Protobuf> PROTOBUF = new PerLoop<>(Protobuf::new);

    private MessageConverters()
    {
    }

    static List<ConverterKeyword> keywords()
    {
        return List.of(
            ConverterKeyword.of("fix_is_valid").types(BIN, BOOL).summary("Whether a FIX message is valid")
                .by((args, ctx, sample) -> verdict(sample, FixMessage.validate(sample))),
            ConverterKeyword.of("fix_tag_value").types(BIN, BIN).args(1, STRING).check(MessageConverters::checkTag)
                .summary("Value of a tag of a FIX message")
                .by((args, ctx, sample) -> isValid(sample, FixMessage.value(sample, (int)args.value(0)))),
            ConverterKeyword.of("mqtt_is_valid").types(BIN, BOOL).summary("Whether an MQTT packet is valid")
                .by((args, ctx, sample) -> verdict(sample, MQTT.of(sample.scratch()).read(sample, 0, 0))),
            ConverterKeyword.of("mqtt_field_value").types(BIN, STR).args(2, STRING, STRING)
                .check(MessageConverters::checkField).summary("Field of an MQTT packet")
                .by((args, ctx, sample) ->
                {
                    final MqttMessage packet = MQTT.of(sample.scratch());
                    return isValid(sample, packet.read(sample, (int)args.value(0), (int)args.value(1))) &&
                        packet.give(sample);
                }),
            ConverterKeyword.of("protobuf").types(BIN, BIN).args(1, PROTOBUF_FIELD, STRING)
                .check(MessageConverters::checkType).summary("Field of a Protocol Buffers message")
                .by((args, ctx, sample) -> PROTOBUF.of(sample.scratch())
                    .find(sample, (long[])args.object(0), (Protobuf.Type)args.state())),
            ConverterKeyword.of("ungrpc").types(BIN, BIN).args(1, PROTOBUF_FIELD, STRING)
                .check(MessageConverters::checkType).summary("Field of a gRPC message")
                .by((args, ctx, sample) -> PROTOBUF.of(sample.scratch())
                    .ungrpc(sample, (long[])args.object(0), (Protobuf.Type)args.state())));
    }

    private static boolean isValid(final Sample sample, final FixMessage.Verdict verdict)
    {
        sample.flags &= ~Sample.MAY_CHANGE;
        sample.flags |= FixMessage.Verdict.NEED_MORE == verdict ? Sample.MAY_CHANGE : 0;
        return FixMessage.Verdict.VALID == verdict;
    }

    private static boolean verdict(final Sample sample, final FixMessage.Verdict verdict)
    {
        final boolean isValid = isValid(sample, verdict);
        return FixMessage.Verdict.NEED_MORE != verdict && sample.bool(isValid);
    }

    private static void checkTag(final Args args, final ExprContext context)
    {
        args.arg(0).value(FixMessage.tag(args.text(0)));
        if (0 == args.value(0))
        {
            throw new ConfigException("Unknown FIX tag name '" + args.text(0) + '\'');
        }
    }

    private static void checkField(final Args args, final ExprContext context)
    {
        args.arg(0).value(MqttMessage.type(args.text(0)));
        if (0 == args.value(0))
        {
            throw new ConfigException("Unknown MQTT type '" + args.text(0) + '\'');
        }
        args.arg(1).value(MqttMessage.field((int)args.value(0), args.text(1)));
        if (0 == args.value(1))
        {
            throw new ConfigException("Unknown MQTT field name '" + args.text(1) + "' for packet type '" +
                args.text(0) + '\'');
        }
    }

    private static void checkType(final Args args, final ExprContext context)
    {
        final Protobuf.Type type = args.has(1) ? Protobuf.Type.ofName(args.text(1)) : Protobuf.Type.BINARY;
        if (null == type)
        {
            throw new ConfigException("Wrong protocol buffer type '" + args.text(1) + '\'');
        }
        args.state(type);
    }
}
