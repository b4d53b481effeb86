// A bot with the official Java client: it prints each message that it gets and, told `calls`, makes
// the calls that bots around bubbles make. By webhook on PORT, or by long connection without it.
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.lark.oapi.Client;
import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.core.response.EventResp;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.contact.v3.model.BatchGetIdUserReq;
import com.lark.oapi.service.contact.v3.model.BatchGetIdUserReqBody;
import com.lark.oapi.service.im.ImService;
import com.lark.oapi.service.im.v1.model.CreateMessageReq;
import com.lark.oapi.service.im.v1.model.CreateMessageReqBody;
import com.lark.oapi.service.im.v1.model.CreateMessageResp;
import com.lark.oapi.service.im.v1.model.DeleteMessageReq;
import com.lark.oapi.service.im.v1.model.ListMessageReq;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import com.lark.oapi.service.im.v1.model.ReplyMessageReq;
import com.lark.oapi.service.im.v1.model.ReplyMessageReqBody;
import com.lark.oapi.service.im.v1.model.ReplyMessageResp;
import com.lark.oapi.service.im.v1.model.UpdateMessageReq;
import com.lark.oapi.service.im.v1.model.UpdateMessageReqBody;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

public class Bot {
    private static final boolean STORE = !env("STORE").isEmpty();
    private static Client client;

    public static void main(String[] args) throws Exception {
        Client.Builder builder = Client.newBuilder(env("APP_ID"), env("APP_SECRET"))
            .openBaseUrl(env("EMULATOR"));
        client = (STORE ? builder.marketplaceApp() : builder).build();
        EventDispatcher dispatcher = EventDispatcher
            .newBuilder(env("VERIFICATION_TOKEN"), env("ENCRYPT_KEY"))
            .onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {
                @Override
                public void handle(P2MessageReceiveV1 event) throws Exception {
                    receive(event);
                }
            })
            .build();
        if (env("PORT").isEmpty()) {
            new com.lark.oapi.ws.Client.Builder(env("APP_ID"), env("APP_SECRET"))
                .eventHandler(dispatcher)
                .domain(env("EMULATOR"))
                .build()
                .start();
            return;
        }
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(env("PORT")));
        HttpServer server = HttpServer.create(address, 0);
        server.createContext("/", exchange -> {
            EventReq request = new EventReq();
            request.setHttpPath(exchange.getRequestURI().getPath());
            request.setHeaders(exchange.getRequestHeaders());
            request.setBody(exchange.getRequestBody().readAllBytes());
            try {
                EventResp response = dispatcher.handle(request);
                exchange.sendResponseHeaders(response.getStatusCode(), 0);
                exchange.getResponseBody().write(response.getBody());
            } catch (Throwable error) {
                System.err.println(error);
                exchange.sendResponseHeaders(500, -1);
            }
            exchange.close();
        });
        server.start();
    }

    private static void receive(P2MessageReceiveV1 event) throws Exception {
        String content = event.getEvent().getMessage().getContent();
        String text = JsonParser.parseString(content).getAsJsonObject().get("text").getAsString();
        System.out.println("event " + text);
        if (text.equals("calls")) {
            makeCalls(event);
        }
    }

    private static void makeCalls(P2MessageReceiveV1 event) throws Exception {
        RequestOptions.Builder builder = RequestOptions.newBuilder();
        if (STORE) {
            builder.tenantKey(event.getHeader().getTenantKey());
        }
        RequestOptions options = builder.build();
        String sender = event.getEvent().getSender().getSenderId().getOpenId();
        CreateMessageResp created = client.im().v1().message().create(CreateMessageReq.newBuilder()
            .receiveIdType("open_id")
            .createMessageReqBody(CreateMessageReqBody.newBuilder()
                .receiveId(sender).msgType("text").content(text("你好 “1”")).build())
            .build(), options);
        report("create", created);
        String id = created.getData().getMessageId();
        ReplyMessageResp replied = client.im().v1().message().reply(ReplyMessageReq.newBuilder()
            .messageId(id)
            .replyMessageReqBody(ReplyMessageReqBody.newBuilder()
                .msgType("text").content(text("reply")).build())
            .build(), options);
        report("reply", replied);
        report("list", client.im().v1().message().list(ListMessageReq.newBuilder()
            .containerIdType("chat")
            .containerId(event.getEvent().getMessage().getChatId())
            .pageSize(5)
            .build(), options));
        report("edit", client.im().v1().message().update(UpdateMessageReq.newBuilder()
            .messageId(id)
            .updateMessageReqBody(UpdateMessageReqBody.newBuilder()
                .msgType("text").content(text("edited")).build())
            .build(), options));
        report("recall", client.im().v1().message().delete(DeleteMessageReq.newBuilder()
            .messageId(replied.getData().getMessageId())
            .build(), options));
        report("batch_get_id", client.contact().v3().user().batchGetId(BatchGetIdUserReq.newBuilder()
            .userIdType("open_id")
            .batchGetIdUserReqBody(BatchGetIdUserReqBody.newBuilder()
                .emails(new String[] {"emma@example.com"}).build())
            .build(), options));
    }

    private static void report(String name, BaseResponse<?> response) {
        System.out.println(name + " " + response.getCode());
    }

    private static String text(String value) {
        JsonObject content = new JsonObject();
        content.addProperty("text", value);
        return content.toString();
    }

    private static String env(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
