package com.lark.oapi.service.im.v1.model;

public class FollowUp {
    private final Builder built;

    private FollowUp(Builder built) {
        this.built = built;
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public String toString() {
        String rows = built.i18nContents == null ? "" : ",\"i18n_contents\":" + Json.list(built.i18nContents);
        return "{\"content\":" + Json.quote(built.content) + rows + "}";
    }

    public static class Builder {
        private String content;
        private I18nContent[] i18nContents;

        public Builder content(String content) {
            this.content = content;
            return this;
        }

        public Builder i18nContents(I18nContent[] i18nContents) {
            this.i18nContents = i18nContents;
            return this;
        }

        public FollowUp build() {
            return new FollowUp(this);
        }
    }
}
