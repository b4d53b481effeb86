// The public surface of RestSharp 107 and newer that the programs use, on HttpWebRequest.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace RestSharp
{
    public enum Method { Get, Post }

    public enum DataFormat { Json, Xml, None }

    public class HeaderParameter
    {
        public string Name { get; set; }
        public string Value { get; set; }
    }

    public class RestRequest
    {
        internal readonly string Resource;
        internal readonly Method Method;
        internal readonly Dictionary<string, string> Headers = new Dictionary<string, string>();
        internal string Body = "";

        public RestRequest(string resource, Method method)
        {
            Resource = resource;
            Method = method;
        }

        public RestRequest AddHeader(string name, string value)
        {
            Headers.Add(name, value);
            return this;
        }

        public RestRequest AddStringBody(string body, DataFormat format)
        {
            if (format != DataFormat.Json) throw new ArgumentException("not JSON");
            Body = body;
            return this;
        }
    }

    public class RestResponse
    {
        public HttpStatusCode StatusCode { get; set; }
        public string Content { get; set; }
        public IReadOnlyCollection<HeaderParameter> Headers { get; set; }
        public string ErrorMessage { get; set; }
        public Exception ErrorException { get; set; }
    }

    public class RestClientOptions
    {
        public bool FollowRedirects { get; set; } = true;
    }

    public class RestClient
    {
        private readonly bool followRedirects;

        public RestClient(RestClientOptions options)
        {
            followRedirects = options.FollowRedirects;
        }

        /// Never throws for what came of the request, like RestSharp.
        public Task<RestResponse> ExecuteAsync(RestRequest request, CancellationToken cancelled)
        {
            return Task.Run(() =>
            {
                try
                {
                    var sent = Create(request);
                    using (cancelled.Register(sent.Abort)) return Read(Send(sent, request));
                }
                catch (WebException error) when (error.Response != null)
                {
                    return Read((HttpWebResponse)error.Response);
                }
                catch (Exception error)
                {
                    var connecting = error as WebException;
                    var inner = connecting?.Status == WebExceptionStatus.ConnectFailure
                        ? new SocketException()
                        : error;
                    return new RestResponse
                    {
                        ErrorMessage = error.Message,
                        ErrorException = new Exception(error.Message, inner),
                    };
                }
            });
        }

        private HttpWebRequest Create(RestRequest request)
        {
            var sent = (HttpWebRequest)WebRequest.Create(request.Resource);
            sent.Method = request.Method.ToString().ToUpperInvariant();
            sent.ContentType = "application/json";
            sent.AllowAutoRedirect = followRedirects;
            sent.ServicePoint.Expect100Continue = false;
            foreach (var header in request.Headers) sent.Headers.Add(header.Key, header.Value);
            return sent;
        }

        private static HttpWebResponse Send(HttpWebRequest sent, RestRequest request)
        {
            if (request.Method == Method.Get) return (HttpWebResponse)sent.GetResponse();
            var body = new UTF8Encoding(false, true).GetBytes(request.Body);
            sent.ContentLength = body.Length;
            using (var stream = sent.GetRequestStream()) stream.Write(body, 0, body.Length);
            return (HttpWebResponse)sent.GetResponse();
        }

        private static RestResponse Read(HttpWebResponse answer)
        {
            using (var reader = new StreamReader(answer.GetResponseStream(), Encoding.UTF8))
            {
                string content = null;
                try
                {
                    content = reader.ReadToEnd();
                }
                catch (IOException)
                {
                }
                catch (WebException)
                {
                }
                return new RestResponse
                {
                    StatusCode = answer.StatusCode,
                    Content = content,
                    Headers = answer.Headers.AllKeys
                        .Select(name => new HeaderParameter { Name = name, Value = answer.Headers[name] })
                        .ToList(),
                };
            }
        }
    }
}
