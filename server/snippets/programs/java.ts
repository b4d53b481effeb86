import { indent, javaString } from '../literals.ts'
import {
  FEISHU_BASE_URL,
  type SnippetCall,
  type SnippetFollowUp,
  type SnippetRow,
} from '../snippet-call.ts'

/** Returns a Java program that uses oapi-sdk; its `//DEPS` line is for JBang. */
export function javaProgram({ message_id, follow_ups, base_url }: SnippetCall): string {
  const option = base_url === FEISHU_BASE_URL ? '' : `.openBaseUrl(${javaString(base_url)})`
  return `//DEPS com.larksuite.oapi:oapi-sdk:2.3.6
import com.lark.oapi.Client;
import com.lark.oapi.service.im.v1.model.FollowUp;
import com.lark.oapi.service.im.v1.model.I18nContent;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageReq;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageReqBody;
import com.lark.oapi.service.im.v1.model.PushFollowUpMessageResp;

public class PushFollowUp {
    public static void main(String[] args) {
        int status = 1;
        try {
            System.out.println("push_follow_up succeeded, log id " + pushFollowUp());
            status = 0;
        } catch (Exception error) {
            System.err.println("push_follow_up failed: " + error);
        }
        // The SDK's idle connections would keep the JVM alive for minutes.
        System.exit(status);
    }

    private static String pushFollowUp() throws Exception {
        String appId = System.getenv("FEISHU_APP_ID");
        String appSecret = System.getenv("FEISHU_APP_SECRET");
        if (appId == null || appSecret == null) {
            throw new IllegalStateException("set FEISHU_APP_ID and FEISHU_APP_SECRET");
        }
        Client client = Client.newBuilder(appId, appSecret)${option}.build();
        PushFollowUpMessageReq request = PushFollowUpMessageReq.newBuilder()
            .messageId(${javaString(message_id)})
            .pushFollowUpMessageReqBody(PushFollowUpMessageReqBody.newBuilder()
                .followUps(new FollowUp[] {${indent(list(follow_ups, followUp), ' '.repeat(16))}})
                .build())
            .build();
        PushFollowUpMessageResp response = client.im().v1().message().pushFollowUp(request);
        int http = response.getRawResponse().getStatusCode();
        // An answer without a code would count as a success.
        if (http != 200 || !response.success()) {
            throw new IllegalStateException("HTTP " + http + ", code " + response.getCode()
                + ", msg " + response.getMsg() + ", log id " + response.getRequestId());
        }
        return response.getRequestId();
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
