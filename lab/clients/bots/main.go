// A bot with the official Go client: it prints each message that it gets and, told `calls`, makes
// the calls that bots around bubbles make. By webhook on PORT, or by long connection without it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"

	lark "github.com/larksuite/oapi-sdk-go/v3"
	larkcore "github.com/larksuite/oapi-sdk-go/v3/core"
	"github.com/larksuite/oapi-sdk-go/v3/core/httpserverext"
	larkevent "github.com/larksuite/oapi-sdk-go/v3/event"
	"github.com/larksuite/oapi-sdk-go/v3/event/dispatcher"
	larkcontact "github.com/larksuite/oapi-sdk-go/v3/service/contact/v3"
	larkim "github.com/larksuite/oapi-sdk-go/v3/service/im/v1"
	larkws "github.com/larksuite/oapi-sdk-go/v3/ws"
)

var client *lark.Client

func text(value string) string {
	content, _ := json.Marshal(map[string]string{"text": value})
	return string(content)
}

func report(name string, code int, err error) error {
	fmt.Printf("%s %d\n", name, code)
	return err
}

func makeCalls(ctx context.Context, event *larkim.P2MessageReceiveV1) error {
	var option []larkcore.RequestOptionFunc
	if os.Getenv("STORE") != "" {
		option = append(option, larkcore.WithTenantKey(event.TenantKey()))
	}
	messages := client.Im.V1.Message
	body := larkim.NewCreateMessageReqBodyBuilder().ReceiveId(*event.Event.Sender.SenderId.OpenId).
		MsgType("text").Content(text("你好 “1”")).Build()
	created, err := messages.Create(ctx, larkim.NewCreateMessageReqBuilder().
		ReceiveIdType("open_id").Body(body).Build(), option...)
	if err != nil {
		return err
	}
	report("create", created.Code, nil)
	id := *created.Data.MessageId
	replied, err := messages.Reply(ctx, larkim.NewReplyMessageReqBuilder().MessageId(id).
		Body(larkim.NewReplyMessageReqBodyBuilder().MsgType("text").Content(text("reply")).Build()).
		Build(), option...)
	if err != nil {
		return err
	}
	report("reply", replied.Code, nil)
	listed, err := messages.List(ctx, larkim.NewListMessageReqBuilder().ContainerIdType("chat").
		ContainerId(*event.Event.Message.ChatId).PageSize(5).Build(), option...)
	if err != nil {
		return err
	}
	report("list", listed.Code, nil)
	edited, err := messages.Update(ctx, larkim.NewUpdateMessageReqBuilder().MessageId(id).
		Body(larkim.NewUpdateMessageReqBodyBuilder().MsgType("text").Content(text("edited")).Build()).
		Build(), option...)
	if err != nil {
		return err
	}
	report("edit", edited.Code, nil)
	recalled, err := messages.Delete(ctx, larkim.NewDeleteMessageReqBuilder().
		MessageId(*replied.Data.MessageId).Build(), option...)
	if err != nil {
		return err
	}
	report("recall", recalled.Code, nil)
	ids, err := client.Contact.V3.User.BatchGetId(ctx, larkcontact.NewBatchGetIdUserReqBuilder().
		UserIdType("open_id").Body(larkcontact.NewBatchGetIdUserReqBodyBuilder().
		Emails([]string{"emma@example.com"}).Build()).Build(), option...)
	if err != nil {
		return err
	}
	return report("batch_get_id", ids.Code, nil)
}

func receive(ctx context.Context, event *larkim.P2MessageReceiveV1) error {
	var content struct{ Text string }
	if err := json.Unmarshal([]byte(*event.Event.Message.Content), &content); err != nil {
		return err
	}
	fmt.Printf("event %s\n", content.Text)
	if content.Text == "calls" {
		return makeCalls(ctx, event)
	}
	return nil
}

func main() {
	url, id, secret := os.Getenv("EMULATOR"), os.Getenv("APP_ID"), os.Getenv("APP_SECRET")
	options := []lark.ClientOptionFunc{lark.WithOpenBaseUrl(url), lark.WithLogLevel(larkcore.LogLevelError)}
	if os.Getenv("STORE") != "" {
		options = append(options, lark.WithMarketplaceApp())
	}
	client = lark.NewClient(id, secret, options...)
	handler := dispatcher.NewEventDispatcher(os.Getenv("VERIFICATION_TOKEN"), os.Getenv("ENCRYPT_KEY")).
		OnP2MessageReceiveV1(receive)
	var err error
	if port := os.Getenv("PORT"); port != "" {
		level := larkevent.WithLogLevel(larkcore.LogLevelError)
		http.HandleFunc("/", httpserverext.NewEventHandlerFunc(handler, level))
		err = http.ListenAndServe("127.0.0.1:"+port, nil)
	} else {
		err = larkws.NewClient(id, secret, larkws.WithEventHandler(handler), larkws.WithDomain(url),
			larkws.WithLogLevel(larkcore.LogLevelError)).Start(context.Background())
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
