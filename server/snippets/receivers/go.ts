import { doubleQuoted, jsonText } from '../literals.ts'
import { FEISHU_BASE_URL, pushesOf, type SnippetCall } from '../snippet-call.ts'

/** Returns a Go program that receives clicks with oapi-sdk-go v3. */
export function goReceiver(call: SnippetCall): string {
  const url = call.base_url === FEISHU_BASE_URL ? null : doubleQuoted(call.base_url)
  const option = url === null ? '' : `, lark.WithOpenBaseUrl(${url})`
  const domain = url === null ? '' : `, larkws.WithDomain(${url})`
  return `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/larksuite/oapi-sdk-go/v3/core/httpserverext"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
	larkws "github.com/larksuite/oapi-sdk-go/v3/ws"
)

// The bubbles under each message. A bot adds its other pushes here.
const pushesJSON = ${doubleQuoted(jsonText(pushesOf(call)))}

type text struct {
	Content  string
	Language string
}

type bubble struct {
	text
	I18nContents []text \`json:"i18n_contents"\`
}

var (
	pushes map[string][]bubble
	used   sync.Map
	client *lark.Client
	// How long after the bot's message a text counts as a click; 0 is for ever.
	limitSeconds, _ = strconv.Atoi(os.Getenv("FOLLOW_UP_CLICK_LIMIT_SECONDS"))
)

// listMessages returns the chat's messages up to a moment, newest first.
func listMessages(ctx context.Context, chatID string, millis int) ([]*larkim.Message, error) {
	req := larkim.NewListMessageReqBuilder().
		ContainerIdType("chat").
		ContainerId(chatID).
		EndTime(strconv.Itoa(millis/1000 + 1)).
		SortType("ByCreateTimeDesc").
		PageSize(50).
		Build()
	resp, err := client.Im.V1.Message.List(ctx, req)
	if err != nil {
		return nil, err
	}
	if !resp.Success() {
		return nil, resp.CodeError
	}
	return resp.Data.Items, nil
}

// receive finds a click: a message of the user right after the bot's, with the text of a bubble.
func receive(ctx context.Context, event *larkim.P2MessageReceiveV1) error {
	message, sender := event.Event.Message, event.Event.Sender
	if *message.ChatType != "p2p" || *sender.SenderType != "user" {
		return nil
	}
	var content struct{ Text string }
	if *message.MessageType == "text" {
		if err := json.Unmarshal([]byte(*message.Content), &content); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, 2500*time.Millisecond)
	defer cancel()
	id := *message.MessageId
	millis, _ := strconv.Atoi(*message.CreateTime)
	messages, err := listMessages(ctx, *message.ChatId, millis)
	if err != nil {
		return err
	}
	target, since := "", 0
	for i := 0; i+1 < len(messages); i++ {
		if *messages[i].MessageId == id {
			target = *messages[i+1].MessageId
			since, _ = strconv.Atoi(*messages[i+1].CreateTime)
		}
	}
	bubbles, pushed := pushes[target]
	var matches []string
	for i, bubble := range bubbles {
		for _, one := range append([]text{{bubble.Content, "default"}}, bubble.I18nContents...) {
			if *message.MessageType == "text" && strings.TrimSpace(one.Content) == strings.TrimSpace(content.Text) {
				matches = append(matches, fmt.Sprintf("bubble %d (%s)", i+1, one.Language))
			}
		}
	}
	if !pushed {
		fmt.Printf("no click: %s does not follow a push\\n", id)
	} else if len(matches) == 0 {
		fmt.Printf("no click: %s has another text\\n", id)
	} else if limitSeconds > 0 && millis-since > limitSeconds*1000 {
		fmt.Printf("no click: %s came after %d s\\n", id, limitSeconds)
	} else if _, repeat := used.LoadOrStore(target, true); repeat {
		fmt.Printf("no click: %s is a repeat\\n", id)
	} else {
		who := fmt.Sprintf("by %s under %s", *sender.SenderId.OpenId, target)
		fmt.Printf("click (typed by hand looks the same): %s %s: %s\\n",
			strings.Join(matches, ", "), who, strings.TrimSpace(content.Text))
	}
	return nil
}

func main() {
	appID, appSecret := os.Getenv("FEISHU_APP_ID"), os.Getenv("FEISHU_APP_SECRET")
	if appID == "" || appSecret == "" {
		fmt.Fprintln(os.Stderr, "set FEISHU_APP_ID and FEISHU_APP_SECRET")
		os.Exit(2)
	}
	if err := json.Unmarshal([]byte(pushesJSON), &pushes); err != nil {
		panic(err)
	}
	client = lark.NewClient(appID, appSecret${option})
	encryptKey := os.Getenv("FEISHU_ENCRYPT_KEY")
	handler := dispatcher.NewEventDispatcher(os.Getenv("FEISHU_VERIFICATION_TOKEN"), encryptKey).
		OnP2MessageReceiveV1(receive)
	var err error
	if encryptKey != "" {
		port := os.Getenv("PORT")
		if port == "" {
			port = "3000"
		}
		// The platform sends the event again if receive returns an error.
		logLevel := larkevent.WithLogLevel(larkcore.LogLevelError)
		http.HandleFunc("/", httpserverext.NewEventHandlerFunc(handler, logLevel))
		fmt.Println("receiving on port " + port)
		err = http.ListenAndServe(":"+port, nil)
	} else {
		fmt.Println("receiving by long connection")
		err = larkws.NewClient(appID, appSecret, larkws.WithEventHandler(handler)${domain}).
			Start(context.Background())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(3)
}
`
}
