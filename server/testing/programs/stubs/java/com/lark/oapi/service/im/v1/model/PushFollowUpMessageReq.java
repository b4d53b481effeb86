package com.lark.oapi.service.im.v1.model;

public class PushFollowUpMessageReq {
    private final Builder built;

    private PushFollowUpMessageReq(Builder built) {
        this.built = built;
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    public String messageId() {
        return built.messageId;
    }

    public String json() {
        return built.body.toString();
    }

    public static class Builder {
        private String messageId;
        private PushFollowUpMessageReqBody body;

        public Builder messageId(String messageId) {
            this.messageId = messageId;
            return this;
        }

        public Builder pushFollowUpMessageReqBody(PushFollowUpMessageReqBody body) {
            this.body = body;
            return this;
        }

        public PushFollowUpMessageReq build() {
            return new PushFollowUpMessageReq(this);
        }
    }
}
