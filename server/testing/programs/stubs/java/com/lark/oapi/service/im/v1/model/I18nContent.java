package com.lark.oapi.service.im.v1.model;

public class I18nContent {
    private final Builder built;

    private I18nContent(Builder built) {
        this.built = built;
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public String toString() {
        return "{\"content\":" + Json.quote(built.content) + ",\"language\":" + Json.quote(built.language) + "}";
    }

    public static class Builder {
        private String content;
        private String language;

        public Builder content(String content) {
            this.content = content;
            return this;
        }

        public Builder language(String language) {
            this.language = language;
            return this;
        }

        public I18nContent build() {
            return new I18nContent(this);
        }
    }
}
