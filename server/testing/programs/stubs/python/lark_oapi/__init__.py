"""The public surface of lark-oapi that the programs use, on the standard library alone."""
import enum
import json
import urllib.error
import urllib.request


class LogLevel(enum.Enum):
    DEBUG = 10
    INFO = 20
    WARNING = 30
    ERROR = 40
    CRITICAL = 50


class ObtainAccessTokenException(Exception):
    def __init__(self, code, msg):
        super().__init__(f"obtain access token failed, code: {code}, msg: {msg}")


class RawResponse:
    def __init__(self, status_code, headers, content):
        self.status_code = status_code
        self.headers = headers
        self.content = content


class PushFollowUpMessageResponse:
    def __init__(self, raw):
        answer = json.loads(str(raw.content, "utf-8"))
        self.raw = raw
        self.code = answer.get("code")
        self.msg = answer.get("msg")

    def success(self):
        return self.code is not None and self.code == 0

    def get_log_id(self):
        return self.raw.headers.get("X-Tt-Logid")


class _Message:
    def __init__(self, config):
        self._config = config

    def _post(self, path, body, headers):
        request = urllib.request.Request(
            self._config["domain"] + path,
            data=json.dumps(body, ensure_ascii=False, default=vars).encode("utf-8"),
            headers=headers,
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return RawResponse(answer.status, dict(answer.headers), answer.read())
        except urllib.error.HTTPError as error:
            return RawResponse(error.code, dict(error.headers), error.read())

    def _token(self):
        body = {key: self._config[key] for key in ("app_id", "app_secret")}
        raw = self._post("/open-apis/auth/v3/tenant_access_token/internal", body, {})
        answer = json.loads(str(raw.content, "utf-8"))
        if answer.get("code") != 0:
            raise ObtainAccessTokenException(answer.get("code"), answer.get("msg"))
        return answer["tenant_access_token"]

    def push_follow_up(self, request):
        headers = {
            "Authorization": f"Bearer {self._token()}",
            "Content-Type": "application/json; charset=utf-8",
        }
        path = request.uri.replace(":message_id", request.message_id)
        return PushFollowUpMessageResponse(self._post(path, request.body, headers))


class _V1:
    def __init__(self, config):
        self.message = _Message(config)


class _Im:
    def __init__(self, config):
        self.v1 = _V1(config)


class Client:
    def __init__(self, config):
        self.im = _Im(config)

    @staticmethod
    def builder():
        return _ClientBuilder()


class _ClientBuilder:
    def __init__(self):
        self._config = {"domain": "https://open.feishu.cn"}

    def _set(self, key, value):
        self._config[key] = value
        return self

    def app_id(self, value):
        return self._set("app_id", value)

    def app_secret(self, value):
        return self._set("app_secret", value)

    def domain(self, value):
        return self._set("domain", value)

    def log_level(self, value):
        return self._set("log_level", LogLevel(value))

    def build(self):
        return Client(self._config)
