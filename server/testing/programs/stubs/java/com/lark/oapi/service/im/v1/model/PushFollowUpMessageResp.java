package com.lark.oapi.service.im.v1.model;

import com.lark.oapi.core.response.RawResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class PushFollowUpMessageResp {
    private final RawResponse rawResponse;
    private final String text;

    public PushFollowUpMessageResp(RawResponse rawResponse) {
        this.rawResponse = rawResponse;
        this.text = new String(rawResponse.getBody(), StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("The result returned by the server is illegal");
        }
        if (!text.trim().startsWith("{")) {
            throw new IllegalStateException("Expected BEGIN_OBJECT");
        }
    }

    public int getCode() {
        String code = find("\"code\"\\s*:\\s*(-?\\d+)");
        return code == null ? 0 : Integer.parseInt(code);
    }

    public String getMsg() {
        return find("\"msg\"\\s*:\\s*\"([^\"]*)\"");
    }

    public String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    public boolean success() {
        return getCode() == 0;
    }

    public String getRequestId() {
        return rawResponse.getRequestID();
    }

    public RawResponse getRawResponse() {
        return rawResponse;
    }
}
