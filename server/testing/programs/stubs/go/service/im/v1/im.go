package larkim

import (
	"context"
	"net/url"

	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
)

type Service struct {
	V1 *V1
}

type V1 struct {
	Message *message
}

type message struct {
	config *larkcore.Config
}

func NewService(config *larkcore.Config) *Service {
	return &Service{V1: &V1{Message: &message{config: config}}}
}

type PushFollowUpMessageResp struct {
	*larkcore.ApiResp `json:"-"`
	larkcore.CodeError
}

func (resp *PushFollowUpMessageResp) Success() bool {
	return resp.Code == 0
}

func (m *message) PushFollowUp(ctx context.Context, req *PushFollowUpMessageReq) (*PushFollowUpMessageResp, error) {
	token, err := m.config.TenantAccessToken()
	if err != nil {
		return nil, err
	}
	resp := &PushFollowUpMessageResp{}
	path := "/open-apis/im/v1/messages/" + url.PathEscape(req.messageId) + "/push_follow_up"
	resp.ApiResp, err = m.config.Post(path, token, req.body, resp)
	if err != nil {
		return nil, err
	}
	return resp, nil
}

type I18nContent struct {
	Content  *string `json:"content,omitempty"`
	Language *string `json:"language,omitempty"`
}

type FollowUp struct {
	Content      *string        `json:"content,omitempty"`
	I18nContents []*I18nContent `json:"i18n_contents,omitempty"`
}

type PushFollowUpMessageReqBody struct {
	FollowUps []*FollowUp `json:"follow_ups,omitempty"`
}

type PushFollowUpMessageReq struct {
	messageId string
	body      *PushFollowUpMessageReqBody
}

type I18nContentBuilder struct{ built I18nContent }

func NewI18nContentBuilder() *I18nContentBuilder { return &I18nContentBuilder{} }

func (b *I18nContentBuilder) Content(content string) *I18nContentBuilder {
	b.built.Content = &content
	return b
}

func (b *I18nContentBuilder) Language(language string) *I18nContentBuilder {
	b.built.Language = &language
	return b
}

func (b *I18nContentBuilder) Build() *I18nContent { return &b.built }

type FollowUpBuilder struct{ built FollowUp }

func NewFollowUpBuilder() *FollowUpBuilder { return &FollowUpBuilder{} }

func (b *FollowUpBuilder) Content(content string) *FollowUpBuilder {
	b.built.Content = &content
	return b
}

func (b *FollowUpBuilder) I18nContents(rows []*I18nContent) *FollowUpBuilder {
	b.built.I18nContents = rows
	return b
}

func (b *FollowUpBuilder) Build() *FollowUp { return &b.built }

type PushFollowUpMessageReqBodyBuilder struct{ built PushFollowUpMessageReqBody }

func NewPushFollowUpMessageReqBodyBuilder() *PushFollowUpMessageReqBodyBuilder {
	return &PushFollowUpMessageReqBodyBuilder{}
}

func (b *PushFollowUpMessageReqBodyBuilder) FollowUps(followUps []*FollowUp) *PushFollowUpMessageReqBodyBuilder {
	b.built.FollowUps = followUps
	return b
}

func (b *PushFollowUpMessageReqBodyBuilder) Build() *PushFollowUpMessageReqBody { return &b.built }

type PushFollowUpMessageReqBuilder struct{ built PushFollowUpMessageReq }

func NewPushFollowUpMessageReqBuilder() *PushFollowUpMessageReqBuilder {
	return &PushFollowUpMessageReqBuilder{}
}

func (b *PushFollowUpMessageReqBuilder) MessageId(id string) *PushFollowUpMessageReqBuilder {
	b.built.messageId = id
	return b
}

func (b *PushFollowUpMessageReqBuilder) Body(body *PushFollowUpMessageReqBody) *PushFollowUpMessageReqBuilder {
	b.built.body = body
	return b
}

func (b *PushFollowUpMessageReqBuilder) Build() *PushFollowUpMessageReq { return &b.built }
