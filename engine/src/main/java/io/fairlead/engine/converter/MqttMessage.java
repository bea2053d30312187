/*
 * Copyright 2026 The Fairlead Authors.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package io.fairlead.engine.converter;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;

import io.fairlead.engine.sample.Bytes;
import io.fairlead.engine.sample.ByteWriter;
import io.fairlead.engine.sample.Sample;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The first packet of each side of an MQTT connection, CONNECT and CONNACK, versions 3.1, 3.1.1 and 5.0. A packet is
 * walked as a whole, so that a broken one gives nothing; the wanted field is kept on the way. Reused, never allocates.
 * One thread. Source: OASIS MQTT 3.1.1 sections 2 and 3, MQTT 5.0 sections 2.2.2, 3.1 and 3.2.
 */
final class MqttMessage
{
    static final int CONNECT = 1;
    static final int CONNACK = 2;

    /** Fields without a number of their own; those with one have the number of their property. */
    static final int FLAGS = 100;
    static final int REASON_CODE = 101;
    static final int PROTOCOL_NAME = 102;
    static final int PROTOCOL_VERSION = 103;
    static final int CLIENT_IDENTIFIER = 104;
    static final int WILL_TOPIC = 105;
    static final int WILL_PAYLOAD = 106;
    static final int USERNAME = 107;
    static final int PASSWORD = 108;
    static final int KEEPALIVE = 109;

    private static final List<String> NAMES = List.of("flags", "reason_code", "protocol_name", "protocol_version",
        "client_identifier", "will_topic", "will_payload", "username", "password", "keepalive");
    private static final List<String> TYPES = List.of("", "CONNECT", "CONNACK", "PUBLISH", "PUBACK", "PUBREC", "PUBREL",
        "PUBCOMP", "SUBSCRIBE", "SUBACK", "UNSUBSCRIBE", "UNSUBACK", "PINGREQ", "PINGRESP", "DISCONNECT", "AUTH");

    private static final int MIN_LENGTH = 2;
    private static final int PUBLISH = 3;
    private static final int PROTOCOL_5 = 5;
    private static final int WILL = 0x04;
    private static final int WILL_QOS = 0x18;
    private static final int WILL_BITS = 0x3C;
    private static final int HAS_PASSWORD = 0x40;
    private static final int HAS_USERNAME = 0x80;
    private static final int USER_PROPERTY = 38;
    private static final int AUTHENTICATION_METHOD = 21;
    private static final int AUTHENTICATION_DATA = 22;

    /** Where a property may stand. */
    private static final int IN_CONNECT = 1;
    private static final int IN_WILL = 2;
    private static final int IN_CONNACK = 4;

    /** How a property's value is written, and what is asked of it. */
    private enum Form
    {
        NONE, BIT, SHORT, SHORT_NOT_ZERO, INT, INT_NOT_ZERO, TEXT, TEXT_NOT_EMPTY, PAIR;

        boolean isText()
        {
            return TEXT == this || TEXT_NOT_EMPTY == this;
        }
    }

    private static final Form[] FORMS = new Form[64];
    private static final int[] PLACES = new int[64];

    static
    {
        java.util.Arrays.fill(FORMS, Form.NONE);
        property(Form.BIT, IN_WILL, 1);
        property(Form.INT, IN_WILL, 2, 24);
        property(Form.TEXT, IN_WILL, 3, 8, 9);
        property(Form.INT, IN_CONNECT | IN_CONNACK, 17);
        property(Form.TEXT_NOT_EMPTY, IN_CONNACK, 18);
        property(Form.SHORT, IN_CONNACK, 19);
        property(Form.TEXT, IN_CONNECT | IN_CONNACK, AUTHENTICATION_METHOD, AUTHENTICATION_DATA);
        property(Form.BIT, IN_CONNECT, 23, 25);
        property(Form.TEXT, IN_CONNACK, 26, 28, 31);
        property(Form.SHORT_NOT_ZERO, IN_CONNECT | IN_CONNACK, 33);
        property(Form.SHORT, IN_CONNECT | IN_CONNACK, 34);
        property(Form.BIT, IN_CONNACK, 36, 37, 40, 41, 42);
        property(Form.PAIR, IN_CONNECT | IN_WILL | IN_CONNACK, USER_PROPERTY);
        property(Form.INT_NOT_ZERO, IN_CONNECT | IN_CONNACK, 39);
    }

    private UnsafeBuffer buffer;
    private int position;
    private int limit;
    private int wanted;
    private boolean isFound;
    private boolean isText;
    private long number;
    private int textOffset;
    private int textLength;

    private static void property(final Form form, final int places, final int... ids)
    {
        for (final int id : ids)
        {
            FORMS[id] = form;
            PLACES[id] = places;
        }
    }

    /** Type of a packet given by number or name, 0 when unknown. */
    static int type(final String text)
    {
        if (text.matches("0*([1-9]|1[0-5])"))
        {
            return Integer.parseInt(text);
        }
        return Math.max(0, TYPES.indexOf(text.toUpperCase(Locale.ROOT)));
    }

    /** Field of a type of packet by its name or number, 0 when that packet has none. */
    static int field(final int type, final String text)
    {
        final int named = NAMES.indexOf(text.toLowerCase(Locale.ROOT));
        final int field = named >= 0 ? FLAGS + named : text.matches("[1-9][0-9]?") ? Integer.parseInt(text) : 0;
        final boolean isThere = switch (type)
        {
            case CONNECT -> named >= 0 ? REASON_CODE != field : isProperty(field, IN_CONNECT | IN_WILL);
            case CONNACK -> FLAGS == field || REASON_CODE == field || PROTOCOL_VERSION == field ||
                named < 0 && isProperty(field, IN_CONNACK);
            case PUBLISH -> isOneOf(field, 1, 2, 3, 8, 9, 11, 35, USER_PROPERTY);
            case 4, 5, 6, 7 -> isOneOf(field, REASON_CODE, 31, USER_PROPERTY);
            case 8 -> isOneOf(field, 11, USER_PROPERTY);
            case 9, 11 -> isOneOf(field, 31, USER_PROPERTY);
            case 10 -> USER_PROPERTY == field;
            case 14 -> isOneOf(field, REASON_CODE, 17, 28, 31, USER_PROPERTY);
            case 15 -> isOneOf(field, AUTHENTICATION_METHOD, AUTHENTICATION_DATA, 31, USER_PROPERTY);
            default -> false;
        };
        return isThere ? field : 0;
    }

    private static boolean isProperty(final int field, final int places)
    {
        return field < PLACES.length && 0 != (PLACES[field] & places);
    }

    private static boolean isOneOf(final int field, final int... fields)
    {
        for (final int one : fields)
        {
            if (one == field)
            {
                return true;
            }
        }
        return false;
    }

    /** Whether the sample holds a whole and valid packet; of the first type only, unless that is 0. */
    FixMessage.Verdict read(final Sample packet, final int type, final int field)
    {
        buffer = packet.buffer;
        position = packet.offset;
        limit = packet.offset + packet.length;
        wanted = field;
        isFound = false;
        if (packet.length < MIN_LENGTH)
        {
            return FixMessage.Verdict.NEED_MORE;
        }
        final int first = packet.byteAt(0);
        final int given = first >> 4;
        final int flags = first & 0xF;
        position++;
        final long rest = 0 == given || PUBLISH != given && fixedFlags(given) != flags ? -1 : varint();
        if (rest < 0)
        {
            return FixMessage.Verdict.INVALID;
        }
        if (limit - position < rest)
        {
            return FixMessage.Verdict.NEED_MORE;
        }
        final int begin = position;
        final boolean isValid = switch (given)
        {
            case CONNECT -> connect();
            case CONNACK -> connack();
            default -> false;
        };
        return isValid && position - begin == rest && (0 == type || type == given) ? FixMessage.Verdict.VALID
            : FixMessage.Verdict.INVALID;
    }

    /** Make a sample the field read last, its type stays; false when the packet has none. */
    boolean give(final Sample packet)
    {
        if (!isFound)
        {
            return false;
        }
        if (isText)
        {
            return 0 < textLength && packet.slice(buffer, textOffset, textLength);
        }
        final ByteWriter out = packet.scratch().chunk().putLong(number);
        return packet.slice(out.buffer(), out.start(), out.length());
    }

    private static int fixedFlags(final int type)
    {
        return 6 == type || 8 == type || 10 == type ? 2 : 0;
    }

    /** Up to four bytes of seven bits, the lowest first; -1 when there are more. */
    private long varint()
    {
        long value = 0;
        for (int i = 0; i < 4; i++)
        {
            if (position >= limit)
            {
                return value;
            }
            final int b = buffer.getByte(position++);
            value |= (long)(b & 0x7F) << 7 * i;
            if (b >= 0)
            {
                return value;
            }
        }
        return -1;
    }

    private void keep(final int field, final long value)
    {
        if (wanted == field)
        {
            isFound = true;
            isText = false;
            number = value;
        }
    }

    private void keepText(final int field, final int offset, final int length)
    {
        if (wanted == field)
        {
            isFound = true;
            isText = true;
            textOffset = offset;
            textLength = length;
        }
    }

    /** A number of so many bytes, -1 when they are not there. */
    private long number(final int length)
    {
        if (limit - position < length)
        {
            return -1;
        }
        position += length;
        return switch (length)
        {
            case 1 -> buffer.getByte(position - 1) & 0xFF;
            case 2 -> buffer.getShort(position - 2, ByteOrder.BIG_ENDIAN) & 0xFFFF;
            default -> buffer.getInt(position - 4, ByteOrder.BIG_ENDIAN) & 0xFFFF_FFFFL;
        };
    }

    /** A string; its length, or -1 when it is cut. */
    private int text(final int field)
    {
        final int length = (int)number(2);
        if (length < 0 || limit - position < length)
        {
            return -1;
        }
        keepText(field, position, length);
        position += length;
        return length;
    }

    private boolean connect()
    {
        final int nameLength = text(PROTOCOL_NAME);
        if (nameLength < 0 || !isName("MQTT", nameLength) && !isName("MQIsdp", nameLength))
        {
            return false;
        }
        final long version = number(1);
        keep(PROTOCOL_VERSION, version);
        final long flags = version >= 3 && version <= PROTOCOL_5 ? number(1) : -1;
        keep(FLAGS, flags);
        if (flags < 0 || 0 != (flags & 1) || WILL_QOS == (flags & WILL_BITS))
        {
            return false;
        }
        final long keepalive = number(2);
        keep(KEEPALIVE, keepalive);
        final boolean isFive = PROTOCOL_5 == version;
        if (keepalive < 0 || isFive && !properties(IN_CONNECT) || text(CLIENT_IDENTIFIER) < 0)
        {
            return false;
        }
        if (0 != (flags & WILL) &&
            (isFive && !properties(IN_WILL) || text(WILL_TOPIC) < 0 || text(WILL_PAYLOAD) < 0))
        {
            return false;
        }
        return (0 == (flags & HAS_USERNAME) || text(USERNAME) >= 0) &&
            (0 == (flags & HAS_PASSWORD) || text(PASSWORD) >= 0);
    }

    private boolean isName(final String name, final int length)
    {
        if (name.length() != length)
        {
            return false;
        }
        for (int i = 0; i < length; i++)
        {
            if (Bytes.lower(name.charAt(i)) != Bytes.lower(buffer.getByte(position - length + i)))
            {
                return false;
            }
        }
        return true;
    }

    private boolean connack()
    {
        final boolean isFive = limit - position > 2;
        keep(PROTOCOL_VERSION, isFive ? PROTOCOL_5 : 4);
        final long flags = number(1);
        keep(FLAGS, flags);
        final long reason = flags < 0 || flags > 1 ? -1 : number(1);
        keep(REASON_CODE, reason);
        return reason >= 0 && (!isFive || properties(IN_CONNACK));
    }

    /** A block of properties; a number that is asked for and not among them is zero. */
    private boolean properties(final int place)
    {
        if (isProperty(wanted, place) && !FORMS[wanted].isText() && Form.PAIR != FORMS[wanted])
        {
            keep(wanted, 0);
        }
        final long length = varint();
        final int whole = limit;
        if (length < 0 || whole - position < length)
        {
            return false;
        }
        limit = position + (int)length;
        long seen = 0;
        int methodLength = 0;
        int dataLength = 0;
        while (position < limit)
        {
            final int id = buffer.getByte(position++) & 0xFF;
            if (!isProperty(id, place) || USER_PROPERTY != id && 0 != (seen & 1L << id))
            {
                return false;
            }
            seen |= 1L << id;
            final int given = property(id);
            if (given < 0)
            {
                return false;
            }
            methodLength = AUTHENTICATION_METHOD == id ? given : methodLength;
            dataLength = AUTHENTICATION_DATA == id ? given : dataLength;
        }
        limit = whole;
        return IN_CONNECT != place || 0 == dataLength || 0 < methodLength;
    }

    /** Length of a text, 0 for others; -1 when the value is cut or not allowed. */
    private int property(final int id)
    {
        final Form form = FORMS[id];
        if (form.isText())
        {
            final int length = text(id);
            return Form.TEXT_NOT_EMPTY == form && 0 == length ? -1 : length;
        }
        if (Form.PAIR == form)
        {
            return text(0) < 0 ? -1 : Math.min(0, text(0));
        }
        final long value = number(switch (form)
        {
            case BIT -> 1;
            case SHORT, SHORT_NOT_ZERO -> 2;
            default -> 4;
        });
        keep(id, value);
        final boolean isValid = switch (form)
        {
            case BIT -> value <= 1;
            case SHORT_NOT_ZERO, INT_NOT_ZERO -> 0 != value;
            default -> true;
        };
        return isValid && value >= 0 ? 0 : -1;
    }
}
