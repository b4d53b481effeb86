import { doubleQuoted, jsonText } from '../literals.ts'
import { pushesOf, type SnippetCall, tokenUrl } from '../snippet-call.ts'

/** Returns a C# program that receives clicks by webhook. */
export function csharpReceiver(call: SnippetCall): string {
  return `using System;
using System.Collections.Generic;
using System.Collections.Specialized;
using System.IO;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using RestSharp;

public static class ReceiveClick
{
    // The bubbles under each message. A bot adds its other pushes here.
    private static readonly JsonElement Pushes = JsonDocument.Parse(
        ${doubleQuoted(jsonText(pushesOf(call)))}).RootElement;
    private static readonly HashSet<string> Used = new HashSet<string>();
    private static readonly RestClient Client = new RestClient(new RestClientOptions());
    private static readonly string Key = Env("FEISHU_ENCRYPT_KEY", "");
    // How long after the bot's message a text counts as a click; 0 is for ever.
    private static readonly long LimitSeconds = long.Parse(Env("FOLLOW_UP_CLICK_LIMIT_SECONDS", "0"));

    public static int Main()
    {
        if (Env("FEISHU_APP_ID", "") == "" || Env("FEISHU_APP_SECRET", "") == "" || Key == "")
        {
            Console.Error.WriteLine("set FEISHU_APP_ID, FEISHU_APP_SECRET and FEISHU_ENCRYPT_KEY");
            return 2;
        }
        var port = Env("PORT", "3000");
        var listener = new HttpListener();
        listener.Prefixes.Add($"http://*:{port}/");
        listener.Start();
        Console.WriteLine($"receiving on port {port}");
        while (true) Answer(listener.GetContext());
    }

    private static void Answer(HttpListenerContext context)
    {
        using (var response = context.Response)
        {
            try
            {
                string body;
                using (var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8))
                {
                    body = reader.ReadToEnd();
                }
                var answer = Read(body, context.Request.Headers);
                var bytes = Encoding.UTF8.GetBytes(answer);
                response.OutputStream.Write(bytes, 0, bytes.Length);
            }
            catch (Exception error)
            {
                // The platform sends the event again.
                Console.Error.WriteLine(error.Message);
                response.StatusCode = 500;
            }
        }
    }

    private static string Read(string body, NameValueCollection headers)
    {
        var encrypted = JsonDocument.Parse(body).RootElement.GetProperty("encrypt").GetString() ?? "";
        var json = JsonDocument.Parse(Decrypt(Convert.FromBase64String(encrypted))).RootElement;
        if (json.TryGetProperty("challenge", out var challenge))
        {
            return JsonSerializer.Serialize(new { challenge = challenge.GetString() });
        }
        var signed = headers["X-Lark-Request-Timestamp"] + headers["X-Lark-Request-Nonce"] + Key + body;
        if (Hex(Sha256(signed)) != headers["X-Lark-Signature"])
        {
            throw new InvalidOperationException("the signature is wrong");
        }
        var type = json.GetProperty("header").GetProperty("event_type").GetString();
        if (type == "im.message.receive_v1") Receive(json.GetProperty("event"));
        return "{}";
    }

    private static string Decrypt(byte[] bytes)
    {
        using (var aes = Aes.Create())
        {
            aes.Key = Sha256(Key);
            aes.IV = bytes.Take(16).ToArray();
            using (var decryptor = aes.CreateDecryptor())
            {
                return Encoding.UTF8.GetString(decryptor.TransformFinalBlock(bytes, 16, bytes.Length - 16));
            }
        }
    }

    private static byte[] Sha256(string text)
    {
        using (var sha = SHA256.Create()) return sha.ComputeHash(Encoding.UTF8.GetBytes(text));
    }

    private static string Hex(byte[] bytes)
    {
        return string.Concat(bytes.Select(one => one.ToString("x2")));
    }

    /// A click is a message of the user right after the bot's, with the text of a bubble.
    private static void Receive(JsonElement received)
    {
        var message = received.GetProperty("message");
        var sender = received.GetProperty("sender");
        if (Text(message, "chat_type") != "p2p" || Text(sender, "sender_type") != "user") return;
        var text = Text(message, "message_type") == "text"
            ? Text(JsonDocument.Parse(Text(message, "content")).RootElement, "text").Trim()
            : null;
        var id = Text(message, "message_id");
        var time = long.Parse(Text(message, "create_time"));
        var messages = ListMessages(Text(message, "chat_id"), time);
        var at = messages.FindIndex(one => Text(one, "message_id") == id);
        var follows = at >= 0 && at + 1 < messages.Count;
        var target = follows ? Text(messages[at + 1], "message_id") : "";
        if (!Pushes.TryGetProperty(target, out var bubbles))
        {
            Console.WriteLine($"no click: {id} does not follow a push");
            return;
        }
        var seconds = (time - long.Parse(Text(messages[at + 1], "create_time"))) / 1000.0;
        var matches = FindBubbles(bubbles, text);
        if (matches.Count == 0) Console.WriteLine($"no click: {id} has another text");
        else if (LimitSeconds > 0 && seconds > LimitSeconds)
        {
            Console.WriteLine($"no click: {id} came after {LimitSeconds} s");
        }
        else if (!Used.Add(target)) Console.WriteLine($"no click: {id} is a repeat");
        else
        {
            var who = $"by {Text(sender.GetProperty("sender_id"), "open_id")} under {target}";
            var bubble = string.Join(", ", matches);
            Console.WriteLine($"click (typed by hand looks the same): {bubble} {who}: {text}");
        }
    }

    private static List<string> FindBubbles(JsonElement bubbles, string text)
    {
        var matches = new List<string>();
        var number = 0;
        foreach (var bubble in bubbles.EnumerateArray())
        {
            number++;
            var texts = new List<JsonElement> { bubble };
            if (bubble.TryGetProperty("i18n_contents", out var rows)) texts.AddRange(rows.EnumerateArray());
            foreach (var one in texts.Where(one => Text(one, "content").Trim() == text))
            {
                matches.Add($"bubble {number} ({Text(one, "language", "default")})");
            }
        }
        return matches;
    }

    /// Returns the chat's messages up to a moment, newest first.
    private static List<JsonElement> ListMessages(string chatId, long time)
    {
        var app = new { app_id = Env("FEISHU_APP_ID", ""), app_secret = Env("FEISHU_APP_SECRET", "") };
        var login = new RestRequest(${doubleQuoted(tokenUrl(call))}, Method.Post);
        login.AddStringBody(JsonSerializer.Serialize(app), DataFormat.Json);
        var token = Text(Call(login), "tenant_access_token");
        var list = new RestRequest(
            ${doubleQuoted(`${call.base_url}/open-apis/im/v1/messages`)}
            + $"?container_id_type=chat&container_id={chatId}&end_time={time / 1000 + 1}"
            + "&sort_type=ByCreateTimeDesc&page_size=50",
            Method.Get);
        list.AddHeader("Authorization", "Bearer " + token);
        return Call(list).GetProperty("data").GetProperty("items").EnumerateArray().ToList();
    }

    private static JsonElement Call(RestRequest request)
    {
        using (var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(2.5)))
        {
            var response = Client.ExecuteAsync(request, deadline.Token).GetAwaiter().GetResult();
            var answer = JsonDocument.Parse(response.Content ?? "{}").RootElement;
            if (Text(answer, "code") == "0") return answer;
            throw new InvalidOperationException($"code {Text(answer, "code")}, msg {Text(answer, "msg")}");
        }
    }

    private static string Text(JsonElement json, string name, string absent = "")
    {
        return json.TryGetProperty(name, out var value) ? value.ToString() : absent;
    }

    private static string Env(string name, string absent)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(value) ? absent : value;
    }
}
`
}
