package com.lark.oapi.service.im.v1.model;

import java.util.Arrays;
import java.util.stream.Collectors;

public class Json {
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char unit : text.toCharArray()) {
            if (unit < ' ' || unit == '"' || unit == '\\') {
                quoted.append(String.format("\\u%04x", (int) unit));
            } else {
                quoted.append(unit);
            }
        }
        return quoted.append('"').toString();
    }

    static String list(Object[] items) {
        return Arrays.stream(items).map(Object::toString).collect(Collectors.joining(",", "[", "]"));
    }
}
