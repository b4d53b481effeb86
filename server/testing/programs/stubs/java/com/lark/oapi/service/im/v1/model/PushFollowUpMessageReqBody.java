package com.lark.oapi.service.im.v1.model;

public class PushFollowUpMessageReqBody {
    private final FollowUp[] followUps;

    private PushFollowUpMessageReqBody(FollowUp[] followUps) {
        this.followUps = followUps;
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "{\"follow_ups\":" + Json.list(followUps) + "}";
    }

    public static class Builder {
        private FollowUp[] followUps;

        public Builder followUps(FollowUp[] followUps) {
            this.followUps = followUps;
            return this;
        }

        public PushFollowUpMessageReqBody build() {
            return new PushFollowUpMessageReqBody(followUps);
        }
    }
}
