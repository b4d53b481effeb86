import { CLIENT_VERSIONS } from '../clients.ts'
import { indent, javaString } from '../literals.ts'
import {
  CREDENTIALS_NEEDED,
  FEISHU_BASE_URL,
  type SnippetCall,
  type SnippetFollowUp,
  type SnippetRow,
  TOKEN_MALFORMED,
} from '../snippet-call.ts'

/** Returns a Java program that uses oapi-sdk; its `//DEPS` line is for JBang. */
export function javaProgram({ message_id, follow_ups, base_url }: SnippetCall): string {
  const option = base_url === FEISHU_BASE_URL ? '' : `.openBaseUrl(${javaString(base_url)})`
  return `//DEPS com.larksuite.oapi:oapi-sdk:${CLIENT_VERSIONS['oapi-sdk']}
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.lark.oapi.Client;
import com.lark.oapi.core.httpclient.OkHttpTransport;
import com.lark.oapi.core.request.RequestOptions;
import com.lark.oapi.core.response.BaseResponse;
import com.lark.oapi.okhttp.OkHttpClient;
import com.lark.oapi.okhttp.Response;
import com.lark.oapi.service.auth.v3.model.InternalTenantAccessTokenReq;
import com.lark.oapi.service.auth.v3.model.InternalTenantAccessTokenReqBody;
import com.lark.oapi.service.im.v1.model.FollowUp;
import com.lark.oapi.service.im.v1.model.I18nContent;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageReq;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageReqBody;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

public class PushFollowUp {
    // What the SDK drops if a response is not JSON.
    private static int http;
    private static String logId;

    public static void main(String[] args) throws Exception {
        String appId = env("FEISHU_APP_ID");
        String appSecret = env("FEISHU_APP_SECRET");
        String token = env("FEISHU_TENANT_ACCESS_TOKEN");
        if (token.isEmpty() && (appId.isEmpty() || appSecret.isEmpty())) {
            end(2, ${javaString(`not sent: ${CREDENTIALS_NEEDED}`)});
        }
        if (!token.matches("[!-~]*")) {
            end(2, ${javaString(`not sent: ${TOKEN_MALFORMED}`)});
        }
        // Without this the SDK sends a request again automatically if the connection breaks.
        OkHttpClient okHttp = new OkHttpClient.Builder()
            .callTimeout(30, TimeUnit.SECONDS)
            .readTimeout(30, TimeUnit.SECONDS)
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .addInterceptor(chain -> {
                Response response = chain.proceed(chain.request());
                http = response.code();
                logId = String.valueOf(response.headers().get("X-Tt-Logid"));
                return response;
            })
            .build();
        // The SDK wants an app even if it is given a token.
        Client client = Client
            .newBuilder(appId.isEmpty() ? "unused" : appId, appSecret.isEmpty() ? "unused" : appSecret)${option}
            .disableTokenCache()
            .httpTransport(new OkHttpTransport(okHttp))
            .build();
        if (token.isEmpty()) {
            token = getToken(client, appId, appSecret);
        }

        PushFollowUpMessageReq request = PushFollowUpMessageReq.newBuilder()
            .messageId(${javaString(message_id)})
            .pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder()
                .followUps(new FollowUp[] {${indent(list(follow_ups, followUp), ' '.repeat(16))}})
                .build())
            .build();
        RequestOptions options = RequestOptions.newBuilder().tenantAccessToken(token).build();
        try {
            JsonObject answer = read(() -> client.im().v1().message().pushFollowUp(request, options));
            int code = answer.get("code").getAsInt();
            boolean repeat = env("FOLLOW_UP_REPEAT").equals("1");
            if (code == 0) {
                end(0, "succeeded: " + line(answer));
            } else if (code == 230008 && repeat) {
                end(0, "already there: " + line(answer));
            } else {
                end(1, "rejected: " + line(answer));
            }
        } catch (ConnectException | UnknownHostException error) {
            end(3, "not sent: " + error);
        } catch (Exception error) {
            end(4, "unknown, the bubbles may be there: " + reason(error));
        }
    }

    private static String getToken(Client client, String appId, String appSecret) {
        InternalTenantAccessTokenReq request = InternalTenantAccessTokenReq.newBuilder()
            .internalTenantAccessTokenReqBody(InternalTenantAccessTokenReqBody.newBuilder()
                .appId(appId)
                .appSecret(appSecret)
                .build())
            .build();
        try {
            JsonObject answer = read(() -> client.auth().v3().tenantAccessToken().internal(request));
            if (answer.get("code").getAsInt() == 0) {
                return answer.get("tenant_access_token").getAsString();
            }
            end(3, "not sent: no token: " + line(answer));
        } catch (Exception error) {
            end(3, "not sent: no token: " + reason(error));
        }
        return "";
    }

    /** Throws unless the response is a JSON object with a code. */
    private static JsonObject read(Callable<BaseResponse<?>> call) throws Exception {
        http = 0;
        byte[] body = call.call().getRawResponse().getBody();
        JsonElement answer = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
        if (!answer.isJsonObject() || !answer.getAsJsonObject().has("code")) {
            throw new JsonParseException("no code");
        }
        return answer.getAsJsonObject();
    }

    private static String line(JsonObject answer) {
        JsonElement msg = answer.get("msg");
        return "HTTP " + http + ", code " + answer.get("code").getAsInt() + ", msg "
            + (msg == null ? "-" : msg.getAsString()) + ", log id " + logId;
    }

    private static String reason(Exception error) {
        return http == 0
            ? error.toString()
            : "HTTP " + http + ", no JSON with a code, log id " + logId;
    }

    private static String env(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value.trim();
    }

    private static void end(int status, String text) {
        (status == 0 ? System.out : System.err).println("push_follow_up " + text);
        // The idle connections would keep the JVM alive for minutes.
        System.exit(status);
    }
}
`
}

function followUp({ content, i18n_contents }: SnippetFollowUp): string {
  const rows = i18n_contents
    ? `\n    .i18nContents(new I18nContent[] {${indent(list(i18n_contents, row), '    ')}})`
    : ''
  return `FollowUp.newBuilder()
    .content(${javaString(content)})${rows}
    .build()`
}

function row({ content, language }: SnippetRow): string {
  return `I18nContent.newBuilder()
    .content(${javaString(content)})
    .language(${javaString(language)})
    .build()`
}

function list<T>(items: readonly T[], print: (item: T) => string): string {
  if (items.length === 0) return ''
  return `${items.map((item) => `\n    ${indent(print(item), '    ')}`).join(',')}\n`
}
