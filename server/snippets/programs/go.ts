import { doubleQuoted, indent } from '../literals.ts'
import {
  CREDENTIALS_NEEDED,
  FEISHU_BASE_URL,
  type SnippetCall,
  type SnippetFollowUp,
  type SnippetRow,
  TOKEN_MALFORMED,
} from '../snippet-call.ts'

/** Returns a Go program that uses oapi-sdk-go v3. */
export function goProgram({ message_id, follow_ups, base_url }: SnippetCall): string {
  const option =
    base_url === FEISHU_BASE_URL ? '' : `, lark.WithOpenBaseUrl(${doubleQuoted(base_url)})`
  return `package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	larkauth "github.com/larksuite/oapi-sdk-go/v3/service/auth/v3"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
)

type answer struct {
	Code  *int
	Msg   string
	Token string \`json:"tenant_access_token"\`
	line  string
}

// transport remembers what the SDK drops if a response is not JSON.
type transport struct {
	status int
	logID  string
}

func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	t.status = 0
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err == nil {
		t.status, t.logID = resp.StatusCode, resp.Header.Get("X-Tt-Logid")
	}
	return resp, err
}

// read returns an answer without a code for HTML, an empty or a cut body.
func (t *transport) read(resp *larkcore.ApiResp, err error) (a answer, failed error) {
	if t.status == 0 {
		return a, err
	}
	if err == nil {
		err = json.Unmarshal(resp.RawBody, &a)
	}
	result := "no JSON with a code"
	if err != nil {
		a.Code = nil
	} else if a.Code != nil {
		result = fmt.Sprintf("code %d, msg %s", *a.Code, a.Msg)
	}
	a.line = fmt.Sprintf("HTTP %d, %s, log id %s", t.status, result, t.logID)
	return a, nil
}

func end(status int, text string, detail interface{}) {
	out := os.Stdout
	if status != 0 {
		out = os.Stderr
	}
	fmt.Fprintln(out, "push_follow_up "+text, detail)
	os.Exit(status)
}

func orUnused(value string) string {
	if value == "" {
		return "unused"
	}
	return value
}

func main() {
	appID, appSecret := os.Getenv("FEISHU_APP_ID"), os.Getenv("FEISHU_APP_SECRET")
	token := strings.TrimSpace(os.Getenv("FEISHU_TENANT_ACCESS_TOKEN"))
	if token == "" && (appID == "" || appSecret == "") {
		end(2, "not sent:", ${doubleQuoted(CREDENTIALS_NEEDED)})
	}
	if strings.IndexFunc(token, func(r rune) bool { return r < '!' || r > '~' }) >= 0 {
		end(2, "not sent:", ${doubleQuoted(TOKEN_MALFORMED)})
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	t := &transport{}
	stop := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	// The SDK wants an app even if it is given a token.
	client := lark.NewClient(orUnused(appID), orUnused(appSecret), lark.WithEnableTokenCache(false),
		lark.WithHttpClient(&http.Client{Transport: t, CheckRedirect: stop})${option})
	if token == "" {
		req := larkauth.NewInternalTenantAccessTokenReqBuilder().
			Body(larkauth.NewInternalTenantAccessTokenReqBodyBuilder().
				AppId(appID).
				AppSecret(appSecret).
				Build()).
			Build()
		resp, err := client.Auth.V3.TenantAccessToken.Internal(ctx, req)
		if resp == nil {
			resp = &larkauth.InternalTenantAccessTokenResp{}
		}
		a, err := t.read(resp.ApiResp, err)
		if err != nil {
			end(3, "not sent: no token:", err)
		}
		if a.Code == nil || *a.Code != 0 {
			end(3, "not sent: no token:", a.line)
		}
		token = a.Token
	}

	req := larkim.NewPushFollowUpMessageReqBuilder().
		MessageId(${doubleQuoted(message_id)}).
		Body(larkim.NewPushFollowUpMessageReqBodyBuilder().
			FollowUps([]*larkim.FollowUp{${indent(list(follow_ups, followUp), '\t\t\t')}}).
			Build()).
		Build()
	resp, err := client.Im.V1.Message.PushFollowUp(ctx, req, larkcore.WithTenantAccessToken(token))
	if resp == nil {
		resp = &larkim.PushFollowUpMessageResp{}
	}
	a, err := t.read(resp.ApiResp, err)
	var unsent *larkcore.DialFailedError
	switch {
	case errors.As(err, &unsent):
		end(3, "not sent:", err)
	case err != nil:
		end(4, "unknown, the bubbles may be there:", err)
	case a.Code == nil:
		end(4, "unknown, the bubbles may be there:", a.line)
	case *a.Code == 0:
		end(0, "succeeded:", a.line)
	case *a.Code == 230008 && os.Getenv("FOLLOW_UP_REPEAT") == "1":
		end(0, "already there:", a.line)
	default:
		end(1, "rejected:", a.line)
	}
}
`
}

function followUp({ content, i18n_contents }: SnippetFollowUp): string {
  const rows = i18n_contents
    ? `\n\tI18nContents([]*larkim.I18nContent{${indent(list(i18n_contents, row), '\t')}}).`
    : ''
  return `larkim.NewFollowUpBuilder().
	Content(${doubleQuoted(content)}).${rows}
	Build()`
}

function row({ content, language }: SnippetRow): string {
  return `larkim.NewI18nContentBuilder().
	Content(${doubleQuoted(content)}).
	Language(${doubleQuoted(language)}).
	Build()`
}

function list<T>(items: readonly T[], print: (item: T) => string): string {
  if (items.length === 0) return ''
  return `${items.map((item) => `\n\t${indent(print(item), '\t')},`).join('')}\n`
}
