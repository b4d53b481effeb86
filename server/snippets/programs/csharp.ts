import { doubleQuoted, jsonText } from '../literals.ts'
import { bodyOf, pushUrl, type SnippetCall, tokenUrl } from '../snippet-call.ts'

/** Returns a C# program that uses RestSharp; its body is a literal of JSON on one line. */
export function csharpProgram(call: SnippetCall): string {
  return `using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using RestSharp;

public static class PushFollowUp
{
    private static readonly RestClient Client = new RestClient();

    public static int Main()
    {
        return Run().GetAwaiter().GetResult();
    }

    private static async Task<int> Run()
    {
        try
        {
            var token = Environment.GetEnvironmentVariable("FEISHU_TENANT_ACCESS_TOKEN") ?? "";
            if (token == "") token = await GetToken();
            var body = ${doubleQuoted(jsonText(bodyOf(call)))};
            await Post(${doubleQuoted(pushUrl(call))}, body, token);
            return 0;
        }
        catch (Exception error)
        {
            Console.Error.WriteLine("push_follow_up failed: " + error.Message);
            return 1;
        }
    }

    private static async Task<string> GetToken()
    {
        var appId = Environment.GetEnvironmentVariable("FEISHU_APP_ID") ?? "";
        var appSecret = Environment.GetEnvironmentVariable("FEISHU_APP_SECRET") ?? "";
        if (appId == "" || appSecret == "")
        {
            throw new InvalidOperationException(
                "set FEISHU_APP_ID and FEISHU_APP_SECRET, or FEISHU_TENANT_ACCESS_TOKEN");
        }
        var body = JsonSerializer.Serialize(new { app_id = appId, app_secret = appSecret });
        var answer = await Post(${doubleQuoted(tokenUrl(call))}, body, "");
        return Text(answer, "tenant_access_token");
    }

    private static async Task<JsonElement> Post(string url, string body, string token)
    {
        var request = new RestRequest(url, Method.Post);
        if (token != "") request.AddHeader("Authorization", "Bearer " + token);
        request.AddStringBody(body, DataFormat.Json);
        var response = await Client.ExecuteAsync(request);
        var http = (int)response.StatusCode;
        if (http == 0) throw new InvalidOperationException("no answer: " + response.ErrorMessage);
        var header = response.Headers?.FirstOrDefault(
            one => string.Equals(one.Name, "X-Tt-Logid", StringComparison.OrdinalIgnoreCase));
        var logId = header?.Value?.ToString() ?? "-";
        JsonElement answer;
        try
        {
            answer = JsonDocument.Parse(response.Content ?? "").RootElement;
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"not JSON, HTTP {http}, log id {logId}");
        }
        var shown = $"HTTP {http}, code {Text(answer, "code")}, msg {Text(answer, "msg")}, log id {logId}";
        if (http != 200 || Text(answer, "code") != "0") throw new InvalidOperationException(shown);
        Console.WriteLine(shown);
        return answer;
    }

    private static string Text(JsonElement answer, string name)
    {
        return answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value)
            ? value.ToString()
            : "-";
    }
}
`
}
