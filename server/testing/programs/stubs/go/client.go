// Package lark has the public surface of oapi-sdk-go v3 that the programs use, on net/http alone.
package lark

import (
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
)

type ClientOptionFunc func(config *larkcore.Config)

func WithOpenBaseUrl(baseUrl string) ClientOptionFunc {
	return func(config *larkcore.Config) { config.BaseUrl = baseUrl }
}

type Client struct {
	Im *larkim.Service
}

func NewClient(appId, appSecret string, options ...ClientOptionFunc) *Client {
	config := &larkcore.Config{AppId: appId, AppSecret: appSecret, BaseUrl: "https://open.feishu.cn"}
	for _, option := range options {
		option(config)
	}
	return &Client{Im: larkim.NewService(config)}
}
