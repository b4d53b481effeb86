// The public surface of System.Text.Json that the programs use, for runtimes that lack it.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace System.Text.Json
{
    public enum JsonValueKind { Undefined, Object, Array, String, Number, True, False, Null }

    public class JsonException : Exception
    {
        public JsonException(string message) : base(message) { }
    }

    public struct JsonElement
    {
        private readonly object value;
        private readonly string shown;

        internal JsonElement(JsonValueKind kind, object value, string shown)
        {
            ValueKind = kind;
            this.value = value;
            this.shown = shown;
        }

        public JsonValueKind ValueKind { get; }

        public bool TryGetProperty(string name, out JsonElement found)
        {
            if (ValueKind != JsonValueKind.Object) throw new InvalidOperationException("not an object");
            return ((Dictionary<string, JsonElement>)value).TryGetValue(name, out found);
        }

        public JsonElement GetProperty(string name)
        {
            return ((Dictionary<string, JsonElement>)value)[name];
        }

        public IEnumerable<JsonElement> EnumerateArray()
        {
            return (List<JsonElement>)value;
        }

        public string GetString()
        {
            return shown;
        }

        public override string ToString()
        {
            return shown;
        }
    }

    public class JsonDocument
    {
        public JsonElement RootElement { get; private set; }

        public static JsonDocument Parse(string json)
        {
            return new JsonDocument { RootElement = new Reader(json).ReadAll() };
        }
    }

    public static class JsonSerializer
    {
        public static string Serialize(object value)
        {
            var fields = value.GetType().GetProperties().Select(
                field => Quote(field.Name) + ":" + Quote((string)field.GetValue(value)));
            return "{" + string.Join(",", fields) + "}";
        }

        private static string Quote(string text)
        {
            var units = text.Select(unit =>
                unit < ' ' || unit > '~' || unit == '"' || unit == '\\' ? "\\u" + ((int)unit).ToString("x4") : unit.ToString());
            return "\"" + string.Concat(units) + "\"";
        }
    }

    internal class Reader
    {
        private const string Escapes = "\"\\/bfnrt";
        private const string Escaped = "\"\\/\b\f\n\r\t";
        private readonly string json;
        private int at;

        internal Reader(string json)
        {
            this.json = json;
        }

        internal JsonElement ReadAll()
        {
            var value = Read();
            Skip();
            if (at < json.Length) throw new JsonException("more than one value");
            return value;
        }

        private JsonElement Read()
        {
            Skip();
            var from = at;
            if (Take('{'))
            {
                var fields = new Dictionary<string, JsonElement>();
                while (!Closed('}', fields.Count))
                {
                    Skip();
                    var name = ReadString();
                    Skip();
                    Expect(':');
                    fields[name] = Read();
                }
                return new JsonElement(JsonValueKind.Object, fields, json.Substring(from, at - from));
            }
            if (Take('['))
            {
                var items = new List<JsonElement>();
                while (!Closed(']', items.Count)) items.Add(Read());
                return new JsonElement(JsonValueKind.Array, items, json.Substring(from, at - from));
            }
            if (at < json.Length && json[at] == '"')
            {
                return new JsonElement(JsonValueKind.String, null, ReadString());
            }
            while (at < json.Length && (char.IsLetterOrDigit(json[at]) || "+-.".IndexOf(json[at]) >= 0)) at++;
            var word = json.Substring(from, at - from);
            if (word == "true") return new JsonElement(JsonValueKind.True, null, "True");
            if (word == "false") return new JsonElement(JsonValueKind.False, null, "False");
            if (word == "null") return new JsonElement(JsonValueKind.Null, null, "");
            double number;
            if (!double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
            {
                throw new JsonException("no value at " + from);
            }
            return new JsonElement(JsonValueKind.Number, number, word);
        }

        private bool Closed(char end, int count)
        {
            Skip();
            if (Take(end)) return true;
            if (count > 0) Expect(',');
            return false;
        }

        private string ReadString()
        {
            Expect('"');
            var text = new StringBuilder();
            while (!Take('"'))
            {
                if (at >= json.Length || json[at] < ' ') throw new JsonException("open text");
                var unit = json[at++];
                if (unit == '\\')
                {
                    var escape = at < json.Length ? json[at++] : ' ';
                    var index = Escapes.IndexOf(escape);
                    if (index >= 0) unit = Escaped[index];
                    else if (escape == 'u' && at + 4 <= json.Length)
                    {
                        unit = (char)int.Parse(json.Substring(at, 4), NumberStyles.HexNumber);
                        at += 4;
                    }
                    else throw new JsonException("unknown escape");
                }
                text.Append(unit);
            }
            return text.ToString();
        }

        private void Skip()
        {
            while (at < json.Length && " \t\r\n".IndexOf(json[at]) >= 0) at++;
        }

        private bool Take(char unit)
        {
            if (at >= json.Length || json[at] != unit) return false;
            at++;
            return true;
        }

        private void Expect(char unit)
        {
            if (!Take(unit)) throw new JsonException("no " + unit + " at " + at);
        }
    }
}
