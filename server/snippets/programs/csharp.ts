import { doubleQuoted, jsonText } from '../literals.ts'
import {
  bodyOf,
  CREDENTIALS_NEEDED,
  pushUrl,
  type SnippetCall,
  TOKEN_MALFORMED,
  tokenUrl,
} from '../snippet-call.ts'

/** Returns a C# program that uses RestSharp; its body is a literal of JSON on one line. */
export function csharpProgram(call: SnippetCall): string {
  return `using System;
using System.Linq;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using RestSharp;

public static class PushFollowUp
{
    private static readonly RestClient Client =
        new RestClient(new RestClientOptions { FollowRedirects = false });
    private static readonly CancellationTokenSource Deadline =
        new CancellationTokenSource(TimeSpan.FromSeconds(30));

    public static int Main()
    {
        return Run().GetAwaiter().GetResult();
    }

    private static async Task<int> Run()
    {
        var token = Env("FEISHU_TENANT_ACCESS_TOKEN");
        if (token == "")
        {
            var appId = Env("FEISHU_APP_ID");
            var appSecret = Env("FEISHU_APP_SECRET");
            if (appId == "" || appSecret == "")
            {
                return End(2, ${doubleQuoted(`not sent: ${CREDENTIALS_NEEDED}`)});
            }
            var app = JsonSerializer.Serialize(new { app_id = appId, app_secret = appSecret });
            var given = await Post(${doubleQuoted(tokenUrl(call))}, app, "");
            if (given.Code != 0) return End(3, "not sent: no token: " + given.Line);
            token = given.Token;
        }

        if (token.Any(one => one < '!' || one > '~'))
        {
            return End(2, ${doubleQuoted(`not sent: ${TOKEN_MALFORMED}`)});
        }
        var body = ${doubleQuoted(jsonText(bodyOf(call)))};
        var answer = await Post(${doubleQuoted(pushUrl(call))}, body, token);
        var repeat = Env("FOLLOW_UP_REPEAT") == "1";
        if (answer.Code == 0) return End(0, "succeeded: " + answer.Line);
        if (answer.Code == 230008 && repeat) return End(0, "already there: " + answer.Line);
        if (answer.Code != null) return End(1, "rejected: " + answer.Line);
        return answer.Unsent
            ? End(3, "not sent: " + answer.Line)
            : End(4, "unknown, the bubbles may be there: " + answer.Line);
    }

    private sealed class Answer
    {
        public int? Code;
        public string Token = "";
        public string Line = "";
        public bool Unsent;
    }

    private static async Task<Answer> Post(string url, string body, string token)
    {
        var request = new RestRequest(url, Method.Post);
        if (token != "") request.AddHeader("Authorization", "Bearer " + token);
        request.AddStringBody(body, DataFormat.Json);
        var response = await Client.ExecuteAsync(request, Deadline.Token);
        var http = (int)response.StatusCode;
        if (http == 0)
        {
            return new Answer
            {
                Line = Deadline.IsCancellationRequested
                    ? "no response within 30 s"
                    : "no response: " + response.ErrorMessage,
                Unsent = response.ErrorException?.InnerException is SocketException,
            };
        }
        var header = response.Headers?.FirstOrDefault(
            one => string.Equals(one.Name, "X-Tt-Logid", StringComparison.OrdinalIgnoreCase));
        var answer = new Answer();
        var result = "no JSON with a code";
        try
        {
            var json = JsonDocument.Parse(response.Content ?? "").RootElement;
            if (int.TryParse(Text(json, "code"), out var code))
            {
                answer.Code = code;
                answer.Token = Text(json, "tenant_access_token");
                result = $"code {code}, msg {Text(json, "msg")}";
            }
        }
        catch (JsonException)
        {
            // HTML, an empty or a cut body.
        }
        answer.Line = $"HTTP {http}, {result}, log id {header?.Value ?? "-"}";
        return answer;
    }

    private static string Text(JsonElement json, string name)
    {
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
            ? value.ToString()
            : "-";
    }

    private static string Env(string name)
    {
        return (Environment.GetEnvironmentVariable(name) ?? "").Trim();
    }

    private static int End(int status, string text)
    {
        (status == 0 ? Console.Out : Console.Error).WriteLine("push_follow_up " + text);
        return status;
    }
}
`
}
