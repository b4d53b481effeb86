import { CLIENT_VERSIONS } from '../clients.ts'
import { javaString, jsonText } from '../literals.ts'
import { FEISHU_BASE_URL, pushesOf, type SnippetCall } from '../snippet-call.ts'

/** Returns a Java program that receives clicks with oapi-sdk; its `//DEPS` line is for JBang. */
export function javaReceiver(call: SnippetCall): string {
  const url = call.base_url === FEISHU_BASE_URL ? null : javaString(call.base_url)
  const option = url === null ? '' : `\n            .openBaseUrl(${url})`
  const domain = url === null ? '' : `\n                .domain(${url})`
  return `//DEPS com.larksuite.oapi:oapi-sdk:${CLIENT_VERSIONS['oapi-sdk']}
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.lark.oapi.Client;
import com.lark.oapi.core.request.EventReq;
import com.lark.oapi.core.response.EventResp;
import com.lark.oapi.event.EventDispatcher;
import com.lark.oapi.service.im.ImService;
import com.lark.oapi.service.im.v1.model.EventMessage;
import com.lark.oapi.service.im.v1.model.EventSender;
import com.lark.oapi.service.im.v1.model.ListMessageReq;
import com.lark.oapi.service.im.v1.model.ListMessageResp;
import com.lark.oapi.service.im.v1.model.Message;
import com.lark.oapi.service.im.v1.model.P2MessageReceiveV1;
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

public class ReceiveClick {
    // The bubbles under each message. A bot adds its other pushes here.
    private static final JsonObject PUSHES = JsonParser.parseString(
        ${javaString(jsonText(pushesOf(call)))}).getAsJsonObject();
    private static final Set<String> USED = ConcurrentHashMap.newKeySet();
    // How long after the bot's message a text counts as a click; 0 is for ever.
    private static final long LIMIT_SECONDS =
        Long.parseLong(env("FOLLOW_UP_CLICK_LIMIT_SECONDS", "0"));

    private static Client client;

    public static void main(String[] args) throws Exception {
        String appId = env("FEISHU_APP_ID", "");
        String appSecret = env("FEISHU_APP_SECRET", "");
        String encryptKey = env("FEISHU_ENCRYPT_KEY", "");
        if (appId.isEmpty() || appSecret.isEmpty()) {
            System.err.println("set FEISHU_APP_ID and FEISHU_APP_SECRET");
            System.exit(2);
        }
        client = Client.newBuilder(appId, appSecret)${option}
            .requestTimeout(2500, TimeUnit.MILLISECONDS)
            .build();
        EventDispatcher dispatcher = EventDispatcher
            .newBuilder(env("FEISHU_VERIFICATION_TOKEN", ""), encryptKey)
            .onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {
                @Override
                public void handle(P2MessageReceiveV1 event) throws Exception {
                    receive(event.getEvent().getMessage(), event.getEvent().getSender());
                }
            })
            .build();
        if (encryptKey.isEmpty()) {
            System.out.println("receiving by long connection");
            new com.lark.oapi.ws.Client.Builder(appId, appSecret)
                .eventHandler(dispatcher)${domain}
                .build()
                .start();
            return;
        }
        int port = Integer.parseInt(env("PORT", "3000"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", exchange -> {
            EventReq request = new EventReq();
            request.setHttpPath(exchange.getRequestURI().getPath());
            request.setHeaders(exchange.getRequestHeaders());
            request.setBody(exchange.getRequestBody().readAllBytes());
            try {
                // The platform sends the event again if the status is not 200.
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
        System.out.println("receiving on port " + port);
    }

    /** A click is a message of the user right after the bot's, with the text of a bubble. */
    private static void receive(EventMessage message, EventSender sender) throws Exception {
        if (!message.getChatType().equals("p2p") || !sender.getSenderType().equals("user")) {
            return;
        }
        String text = message.getMessageType().equals("text")
            ? JsonParser.parseString(message.getContent()).getAsJsonObject().get("text").getAsString().trim()
            : null;
        String id = message.getMessageId();
        long time = Long.parseLong(message.getCreateTime());
        Message target = null;
        Message[] messages = listMessages(message.getChatId(), time);
        for (int i = 0; i + 1 < messages.length; i++) {
            if (messages[i].getMessageId().equals(id)) {
                target = messages[i + 1];
            }
        }
        if (target == null || !PUSHES.has(target.getMessageId())) {
            System.out.println("no click: " + id + " does not follow a push");
            return;
        }
        List<String> matches = findBubbles(PUSHES.getAsJsonArray(target.getMessageId()), text);
        if (matches.isEmpty()) {
            System.out.println("no click: " + id + " has another text");
        } else if (LIMIT_SECONDS > 0
            && time - Long.parseLong(target.getCreateTime()) > LIMIT_SECONDS * 1000) {
            System.out.println("no click: " + id + " came after " + LIMIT_SECONDS + " s");
        } else if (!USED.add(target.getMessageId())) {
            System.out.println("no click: " + id + " is a repeat");
        } else {
            System.out.println("click (typed by hand looks the same): " + String.join(", ", matches)
                + " by " + sender.getSenderId().getOpenId() + " under " + target.getMessageId()
                + ": " + text);
        }
    }

    private static List<String> findBubbles(JsonArray bubbles, String text) {
        List<String> matches = new ArrayList<>();
        for (int i = 0; i < bubbles.size(); i++) {
            JsonObject bubble = bubbles.get(i).getAsJsonObject();
            JsonArray texts = new JsonArray();
            texts.add(bubble);
            if (bubble.has("i18n_contents")) {
                texts.addAll(bubble.getAsJsonArray("i18n_contents"));
            }
            for (JsonElement one : texts) {
                JsonElement language = one.getAsJsonObject().get("language");
                if (one.getAsJsonObject().get("content").getAsString().trim().equals(text)) {
                    matches.add("bubble " + (i + 1)
                        + " (" + (language == null ? "default" : language.getAsString()) + ")");
                }
            }
        }
        return matches;
    }

    /** Returns the chat's messages up to a moment, newest first. */
    private static Message[] listMessages(String chatId, long time) throws Exception {
        ListMessageReq request = ListMessageReq.newBuilder()
            .containerIdType("chat")
            .containerId(chatId)
            .endTime(String.valueOf(time / 1000 + 1))
            .sortType("ByCreateTimeDesc")
            .pageSize(50)
            .build();
        ListMessageResp response = client.im().v1().message().list(request);
        if (!response.success()) {
            throw new IllegalStateException("code " + response.getCode() + ", msg " + response.getMsg());
        }
        return response.getData().getItems();
    }

    private static String env(String name, String absent) {
        String value = System.getenv(name);
        return value == null || value.isEmpty() ? absent : value;
    }
}
`
}
