import { doubleQuoted, indent } from '../literals.ts'
import {
  FEISHU_BASE_URL,
  type SnippetCall,
  type SnippetFollowUp,
  type SnippetRow,
} from '../snippet-call.ts'

/** Returns a Go program that uses oapi-sdk-go v3. */
export function goProgram({ message_id, follow_ups, base_url }: SnippetCall): string {
  const option =
    base_url === FEISHU_BASE_URL ? '' : `, lark.WithOpenBaseUrl(${doubleQuoted(base_url)})`
  return `package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
)

func main() {
	if err := pushFollowUp(); err != nil {
		fmt.Fprintln(os.Stderr, "push_follow_up failed:", err)
		os.Exit(1)
	}
}

func pushFollowUp() error {
	appID, appSecret := os.Getenv("FEISHU_APP_ID"), os.Getenv("FEISHU_APP_SECRET")
	if appID == "" || appSecret == "" {
		return errors.New("set FEISHU_APP_ID and FEISHU_APP_SECRET")
	}
	client := lark.NewClient(appID, appSecret${option})
	req := larkim.NewPushFollowUpMessageReqBuilder().
		MessageId(${doubleQuoted(message_id)}).
		Body(larkim.NewPushFollowUpMessageReqBodyBuilder().
			FollowUps([]*larkim.FollowUp{${indent(list(follow_ups, followUp), '\t\t\t')}}).
			Build()).
		Build()
	resp, err := client.Im.V1.Message.PushFollowUp(context.Background(), req)
	if err != nil {
		return err
	}
	// An answer without a code would count as a success.
	if resp.StatusCode != 200 || !resp.Success() {
		return fmt.Errorf("HTTP %d, code %d, msg %s, log id %s",
			resp.StatusCode, resp.Code, resp.Msg, resp.RequestId())
	}
	fmt.Println("push_follow_up succeeded, log id", resp.RequestId())
	return nil
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
