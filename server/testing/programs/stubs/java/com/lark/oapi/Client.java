// The public surface of oapi-sdk for Java that the programs use, on HttpURLConnection.
package com.lark.oapi;

import com.lark.oapi.core.response.RawResponse;
import com.lark.oapi.service.im.v1.model.Json;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageReq;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageResp;

public class Client {
    private final String appId;
    private final String appSecret;
    private final String baseUrl;

    private Client(Builder builder) {
        this.appId = builder.appId;
        this.appSecret = builder.appSecret;
        this.baseUrl = builder.baseUrl;
    }

    public static Builder newBuilder(String appId, String appSecret) {
        return new Builder(appId, appSecret);
    }

    public static class Builder {
        private final String appId;
        private final String appSecret;
        private String baseUrl = "https://open.feishu.cn";

        private Builder(String appId, String appSecret) {
            this.appId = appId;
            this.appSecret = appSecret;
        }

        public Builder openBaseUrl(String baseUrl) {
            this.baseUrl = baseUrl;
            return this;
        }

        public Client build() {
            return new Client(this);
        }
    }

    public Im im() {
        return new Im();
    }

    public class Im {
        public V1 v1() {
            return new V1();
        }
    }

    public class V1 {
        public Message message() {
            return new Message();
        }
    }

    public class Message {
        public PushFollowUpMessageResp pushFollowUp(PushFollowUpMessageReq request) throws Exception {
            String path = "/open-apis/im/v1/messages/" + request.messageId() + "/push_follow_up";
            return new PushFollowUpMessageResp(
                RawResponse.post(baseUrl + path, token(), request.json()));
        }

        private String token() throws Exception {
            String body = "{\"app_id\":" + Json.quote(appId) + ",\"app_secret\":" + Json.quote(appSecret) + "}";
            PushFollowUpMessageResp answer = new PushFollowUpMessageResp(RawResponse.post(
                baseUrl + "/open-apis/auth/v3/tenant_access_token/internal", null, body));
            if (!answer.success()) {
                throw new IllegalStateException("obtain access token failed, code: "
                    + answer.getCode() + ", msg: " + answer.getMsg());
            }
            return answer.find("\"tenant_access_token\"\\s*:\\s*\"([^\"]*)\"");
        }
    }
}
