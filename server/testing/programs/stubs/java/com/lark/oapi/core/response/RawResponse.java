package com.lark.oapi.core.response;

import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

public class RawResponse {
    private final int statusCode;
    private final byte[] body;
    private final String requestId;

    private RawResponse(int statusCode, byte[] body, String requestId) {
        this.statusCode = statusCode;
        this.body = body;
        this.requestId = requestId;
    }

    public int getStatusCode() {
        return statusCode;
    }

    public byte[] getBody() {
        return body;
    }

    public String getRequestID() {
        return requestId;
    }

    public static RawResponse post(String url, String token, String json) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json; charset=utf-8");
        if (token != null) {
            connection.setRequestProperty("Authorization", "Bearer " + token);
        }
        connection.getOutputStream().write(json.getBytes(StandardCharsets.UTF_8));
        int status = connection.getResponseCode();
        java.io.InputStream stream = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        byte[] body = stream == null ? new byte[0] : stream.readAllBytes();
        return new RawResponse(status, body, connection.getHeaderField("X-Tt-Logid"));
    }
}
